using System.Threading.Tasks;
using CycleRef.Analyzers.CodeFixes;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Xunit;

namespace CycleRef.Analyzers.Tests.Rules.CYC4003;

public sealed class Fix
{
    private static VerifyRuleFix<UselessRemovalAnalyzer, UselessRemovalFixProvider> Verify() => VerifyRuleFix<UselessRemovalAnalyzer, UselessRemovalFixProvider>.With();

    /// <summary>The fixed code is also run: nothing is called after detaching.</summary>
    private static async Task Turns(string before, string after)
    {
        await Verify().Turns(Page.Source(before), Page.Source(after));
        Assert.InRange(Page.CallsAfterDetaching(Page.Source(before)), 1, 9);
        Assert.Equal(0, Page.CallsAfterDetaching(Page.Source(after)));
    }

    [Fact]
    public Task A_lambda_that_captures_only_the_object_becomes_a_method() => Turns(
        """
        public void Attach()
            {
                Button.Click += (s, e) => Calls++;
            }

            public void Detach() => Button.Click -= {|CYC4003:(s, e) => Calls++|};
        """,
        """
        public void Attach()
            {
                Button.Click += OnClick;
            }

            private void OnClick(object s, EventArgs e) => Calls++;

            public void Detach() => Button.Click -= OnClick;
        """);

    [Fact]
    public Task A_lambda_that_captures_more_is_kept_in_a_field() => Turns(
        """
        public void Attach()
            {
                var step = 2;
                Button.Click += (s, e) => Calls += step;
            }

            public void Detach()
            {
                var step = 2;
                Button.Click -= {|CYC4003:(s, e) => Calls += step|};
                StaticCalls = step - 2;
            }
        """,
        """
        private EventHandler _clickHandler;
            public void Attach()
            {
                var step = 2;
                _clickHandler = (s, e) => Calls += step;
                Button.Click += _clickHandler;
            }

            public void Detach()
            {
                var step = 2;
                Button.Click -= _clickHandler;
                StaticCalls = step - 2;
            }
        """);

    [Fact]
    public Task The_same_object_may_go_by_another_name() => Turns(
        """
        public void Attach()
            {
                Button.Click += (s, e) => Calls++;
            }

            public void Detach()
            {
                var old = Button;
                old.Click -= {|CYC4003:(s, e) => Calls++|};
            }
        """,
        """
        public void Attach()
            {
                Button.Click += OnClick;
            }

            private void OnClick(object s, EventArgs e) => Calls++;

            public void Detach()
            {
                var old = Button;
                old.Click -= OnClick;
            }
        """);

    [Fact]
    public Task A_lambda_that_only_calls_the_removed_method_gives_way_to_it() => Turns(
        """
        public void Attach() => Button.Click += (s, e) => OnClick(s, e);

            public void Detach() => Button.Click -= {|CYC4003:OnClick|};

            private void OnClick(object s, EventArgs e) => Calls++;
        """,
        """
        public void Attach() => Button.Click += OnClick;

            public void Detach() => Button.Click -= OnClick;

            private void OnClick(object s, EventArgs e) => Calls++;
        """);

    [Theory]
    // No addition is seen.
    [InlineData("public void Detach() { Button.Click -= {|CYC4003:(s, e) => Calls++|}; }")]
    // Another lambda is added.
    [InlineData("public void Attach() { Button.Click += (s, e) => Calls++; } public void Detach() { Button.Click -= {|CYC4003:(s, e) => Calls--|}; }")]
    // Which of the two is meant?
    [InlineData("public void Attach() { Button.Click += (s, e) => Calls++; Button.Click += (s, e) => Calls++; } public void Detach() { Button.Click -= {|CYC4003:(s, e) => Calls++|}; }")]
    [InlineData("public void Attach() { Button.Click += OnClick; } public void Detach() { Button.Click -= {|CYC4003:OnClosed|}; } private void OnClick(object s, EventArgs e) => Calls++; private void OnClosed(object s, EventArgs e) => Calls--;")]
    [InlineData("public void Attach() { Button.Click += (s, e) => OnClick(e, s); } public void Detach() { Button.Click -= {|CYC4003:OnClick|}; } private void OnClick(object s, object e) => Calls++;")]
    public Task Is_not_offered_where_it_would_be_a_guess(string members) => Verify().IsNotOffered(Page.Source(members));
}
