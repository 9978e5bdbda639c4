using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Unsubscribing;

/// <summary>A <c>-=</c> that removes nothing.</summary>
/// <param name="Place">The delegate on its right.</param>
/// <param name="Added">What was added to the same event instead, where it is seen.</param>
/// <param name="Reason">Why nothing is removed.</param>
internal sealed record UselessRemoval(ExpressionSyntax Place, Location? Added, string Reason);
