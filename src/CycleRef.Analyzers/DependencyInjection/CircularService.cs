using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using CycleRef.Analyzers.EveryPath;
using CycleRef.Analyzers.Reporting;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>A loop of services, as it is reported.</summary>
/// <param name="Chosen">The registration that carries the diagnostic.</param>
/// <param name="Others">The other registrations of the loop.</param>
/// <param name="Subject">The service that cannot be resolved.</param>
/// <param name="Path">The loop.</param>
/// <param name="HasFactory">A factory, or a constructor that asks the provider, takes part: the container cannot look into it.</param>
/// <param name="IsProved">The registration of every service can be seen.</param>
internal sealed record CircularService(
    Registration Chosen, ImmutableArray<Location> Others, string Subject, ImmutableArray<CycleEdge> Path, bool HasFactory, bool IsProved)
{
    private static readonly SymbolDisplayFormat TypeName = new(genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    public static CircularService Create(List<(ServicePiece Piece, Outcome<ServicePiece>.Step Step)> loop, int start, bool isProved)
    {
        var turned = loop.Skip(start).Concat(loop.Take(start)).ToList();
        var chosen = turned[0].Piece;
        var others = turned.Skip(1).Where(static entry => entry.Piece.Registration is not null).Select(static entry => entry.Piece.Registration!.Call.GetLocation());
        var path = turned.Where(static entry => IsHop(entry.Piece)).Select(EdgeOf).ToImmutableArray();
        return new CircularService(
            chosen.Registration!,
            others.ToImmutableArray(),
            NameOf(chosen.Type),
            path,
            turned.Exists(static entry => entry.Piece.Registration?.Factory is not null || IsAskedFor(entry)),
            isProved);
    }

    /// <summary>A constructor asks the provider itself, where the container cannot look either.</summary>
    private static bool IsAskedFor((ServicePiece Piece, Outcome<ServicePiece>.Step Step) entry) => entry.Piece.IsConstruction && entry.Step.At is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax;

    /// <summary>What the reader should see: constructors and factories. That a service stands for its class is no hop.</summary>
    private static bool IsHop(ServicePiece piece) => piece.IsConstruction || piece.Registration?.Factory is not null;

    private static CycleEdge EdgeOf((ServicePiece Piece, Outcome<ServicePiece>.Step Step) entry)
    {
        var member = entry.Piece.IsConstruction
            ? entry.Step.At is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax parameter ? parameter.Identifier.ValueText : "ctor"
            : "factory";
        return new CycleEdge(NameOf(entry.Piece.Type), member, entry.Piece.Type.GetDocumentationCommentId() ?? "", NameOf(entry.Step.Target.Type), IsMany: false, IsMay: false);
    }

    private static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(TypeName);
}
