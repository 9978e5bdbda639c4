using System;
using System.Linq;
using System.Text;
using CycleRef.Analyzers.Rules;
using Xunit;

namespace CycleRef.Analyzers.Tests.Catalogue;

public sealed class ReadmeTests
{
    [Fact]
    public void Rule_table_follows_the_catalogue()
    {
        var table = new StringBuilder("| ID | Default | Reports |\n| --- | --- | --- |\n");
        foreach (var rule in RuleCatalogue.All.OrderBy(static rule => rule.Id, StringComparer.Ordinal))
            table.Append($"| [{rule.Id}]({rule.HelpLinkUri}) | {Severities.ByDefault(rule)} | {rule.Title} |\n");
        GeneratedFiles.CheckBlock(Repository.Path("README.md"), "rules", table.ToString());
    }
}
