using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using CycleRef.Analyzers.EveryPath;
using CycleRef.Analyzers.Retention;
using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CycleRef.Analyzers.DependencyInjection;

/// <summary>
/// The services of one compilation that need each other. Asked by every registration; binds the registrations of one component of names, once.
/// Lives as long as the compilation. Thread-safe; the answer does not depend on who asks first.
/// </summary>
internal sealed class CircularServices(Compilation compilation, AnalyzerConfigOptionsProvider options, Func<SyntaxTree, ServiceOutline> outlineOf)
{
    private readonly SemanticModels _models = new(compilation);
    private readonly ConcurrentDictionary<ServiceComponent, ImmutableArray<CircularService>> _found = new();
    private readonly object _gate = new();
    private ServiceNames? _names;

    /// <summary>What to report on a registration.</summary>
    public IEnumerable<CircularService> At(InvocationExpressionSyntax call, CancellationToken cancellationToken)
    {
        if (Names(cancellationToken).ComponentOf(call.SyntaxTree, call.Span) is not { } component)
            return [];
        if (!_found.TryGetValue(component, out var found))
            _found[component] = found = Find(component, cancellationToken);
        return found.Where(circle => circle.Chosen.Call == call);
    }

    private ServiceNames Names(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _names) is { } names)
            return names;
        lock (_gate)
        {
            if (_names is null)
                Volatile.Write(ref _names, ServiceNames.Build(compilation.SyntaxTrees.Select(tree => (tree, outlineOf(tree))), cancellationToken));
        }

        return _names!;
    }

    private ImmutableArray<CircularService> Find(ServiceComponent component, CancellationToken cancellationToken)
    {
        var classes = new Lazy<List<INamedTypeSymbol>>(() => ClassesOf(component, cancellationToken));
        var found = CirclesOf(Registrations(component.Registrations, cancellationToken), classes, cancellationToken);
        var names = Names(cancellationToken);
        // AddSingleton(instance) does not say what it registers. It is bound only where it matters.
        if (!found.IsEmpty && names.Unnamed.Count > 0)
            found = CirclesOf(Registrations(component.Registrations.Union(names.Unnamed), cancellationToken), classes, cancellationToken);
        return found;
    }

    private List<Registration> Registrations(IEnumerable<(SyntaxTree Tree, TextSpan Span)> calls, CancellationToken cancellationToken)
    {
        var registrations = new List<Registration>();
        foreach (var (tree, span) in calls)
        {
            if (tree.GetRoot(cancellationToken).FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<InvocationExpressionSyntax>(node => node.Span == span) is { } call
                && RegistrationReader.Read(call, _models, cancellationToken) is { } registration)
                registrations.Add(registration);
        }

        return registrations;
    }

    private ImmutableArray<CircularService> CirclesOf(List<Registration> registrations, Lazy<List<INamedTypeSymbol>> classes, CancellationToken cancellationToken)
    {
        var reader = new ServiceReader(registrations, classes, _models, cancellationToken);
        var loops = new FatalLoops<ServicePiece>(reader.Read, ServicePiece.Comparer.Instance, cancellationToken);
        var start = registrations.Where(static r => !r.Service.IsUnboundGenericType).Select(static r => ServicePiece.Service(r.Service, r.Key));
        var found = ImmutableArray.CreateBuilder<CircularService>();
        foreach (var loop in loops.From(start))
        {
            if (!IsCertain(loop, cancellationToken))
                continue;
            var chosen = Enumerable.Range(0, loop.Count)
                .Where(i => loop[i].Piece.Registration is { } registration && !GeneratedCode.IsGenerated(registration.Call.SyntaxTree, options, cancellationToken))
                .OrderBy(i => loop[i].Piece.Type.GetDocumentationCommentId(), StringComparer.Ordinal)
                .ThenBy(i => loop[i].Piece.Registration!.Call.SyntaxTree.FilePath, StringComparer.Ordinal)
                .ThenBy(i => loop[i].Piece.Registration!.Call.SpanStart)
                .Select(static i => (int?)i)
                .FirstOrDefault();
            if (chosen is { } first)
                found.Add(CircularService.Create(loop, first, !loop.Exists(entry => reader.IsGuessed(entry.Piece))));
        }

        return found.ToImmutable();
    }

    /// <summary>All registrations of the loop can be in one container, and nothing else changes what answers.</summary>
    private bool IsCertain(List<(ServicePiece Piece, Outcome<ServicePiece>.Step Step)> loop, CancellationToken cancellationToken) =>
        SameContainer.CanHold(loop.Select(static entry => entry.Piece.Registration?.Call).OfType<InvocationExpressionSyntax>())
        && !loop.Exists(entry => !entry.Piece.IsConstruction && Names(cancellationToken).MayChangeElsewhere(entry.Piece.Type.Name));

    private List<INamedTypeSymbol> ClassesOf(ServiceComponent component, CancellationToken cancellationToken)
    {
        var classes = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var (tree, span) in component.Classes)
        {
            var declaration = tree.GetRoot(cancellationToken).FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<TypeDeclarationSyntax>();
            if (declaration is not null && _models.Of(tree).GetDeclaredSymbol(declaration, cancellationToken) is INamedTypeSymbol type)
                classes.Add(type);
        }

        return classes.ToList();
    }
}
