using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Retention.Evidence;

/// <summary>What the code of the types of a component told, together and part by part.</summary>
/// <param name="ByType">The facts of each type.</param>
/// <param name="Parts">The same of each part of a type.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Next">What was asked then.</param>
internal sealed record ReadCode(Dictionary<INamedTypeSymbol, CodeFacts> ByType, IReadOnlyList<ReadPart> Parts, FactsQuestion Question, NextQuestion Next);

/// <summary>What one part of a type told.</summary>
/// <param name="Part">The part.</param>
/// <param name="MayCapture">The type has a primary constructor, so that all of its code counts.</param>
/// <param name="Facts">What names a member in question, and what tears down.</param>
/// <param name="More">What the answers to that made matter.</param>
internal readonly record struct ReadPart(TypeDeclarationSyntax Part, bool MayCapture, CodeFacts Facts, CodeFacts More);
