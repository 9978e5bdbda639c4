using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>A call that looks like a registration, by names only.</summary>
/// <param name="Span">Where the call stands in its tree.</param>
/// <param name="Services">The simple names that may be the service.</param>
/// <param name="Implementations">The simple names that may be the implementation.</param>
/// <param name="Resolves">The simple names that its factory mentions.</param>
/// <param name="IsNamed">The service is written down; else it is what an argument turns out to be, and the names are guesses.</param>
internal sealed record RegistrationOutline(
    TextSpan Span, ImmutableArray<string> Services, ImmutableArray<string> Implementations, ImmutableArray<string> Resolves, bool IsNamed);

/// <summary>A class that has constructor parameters or bases, by names only.</summary>
/// <param name="Span">Where the declaration stands in its tree.</param>
/// <param name="Name">Its simple name.</param>
/// <param name="Bases">The simple names in its base list.</param>
/// <param name="Needs">The simple names that its constructor parameters mention.</param>
internal sealed record ServiceClassOutline(TextSpan Span, string Name, ImmutableArray<string> Bases, ImmutableArray<string> Needs);

/// <summary>What one tree says about services.</summary>
/// <param name="Registrations">The registrations.</param>
/// <param name="Classes">The classes.</param>
/// <param name="ChangedElsewhere">The simple names of what other calls, such as <c>RemoveAll</c> and <c>AddHttpClient</c>, may register or remove.</param>
internal sealed record ServiceOutline(ImmutableArray<RegistrationOutline> Registrations, ImmutableArray<ServiceClassOutline> Classes, ImmutableArray<string> ChangedElsewhere);
