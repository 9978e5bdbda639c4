using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.CodeFixes.BreakCycle;

/// <summary>A statement that takes one link out of a cycle.</summary>
/// <param name="Holder">The variable that names the object with the link.</param>
/// <param name="Statement">The statement, such as <c>b.Child = null;</c>.</param>
/// <param name="Title">What an editor shows for the link, such as <c>b.Child</c>.</param>
/// <param name="Handler">A second variable that must not change in between, such as a handler; null where there is none.</param>
internal sealed record Cut(ILocalSymbol Holder, string Statement, string Title, ILocalSymbol? Handler = null);
