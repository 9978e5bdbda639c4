using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Heap.Dropped;

/// <summary>
/// What the program's members of a given name may return, by the syntax of their bodies and the types that they declare: an object that they have
/// made, or one that they were given. Each name is looked at once per compilation.
/// </summary>
internal sealed class CalledCode
{
    /// <summary>A factory that calls a factory that calls a factory; containers within containers.</summary>
    private const int MaxDepth = 3;

    /// <summary>Members of one name that are looked at; <c>ToString</c> has more, and makes nothing of interest.</summary>
    private const int MaxMembers = 40;

    private readonly SourceNames _names;
    private readonly ConcurrentDictionary<string, Code> _codes = new(StringComparer.Ordinal);

    public CalledCode(SourceNames names) => _names = names;

    /// <summary>A call by this name may return an object that it has made, and that nobody else has.</summary>
    public bool MayReturnMade(string name) => MayReturnMade(name, 0);

    /// <summary>A call by this name makes an object of the type, or of any if that is null.</summary>
    public bool MayMake(string name, string? type) =>
        CodeOf(name).Creates.Any(made => made.Length == 0 || type is null || _names.Types(type).Any(wanted => MayBe(made, wanted, 0)));

    /// <summary>A call by this name may return an object of the type.</summary>
    public bool MayReturn(string name, string type) => CodeOf(name).Returned.Any(returned => MayBe(type, returned, 0));

    /// <summary>Whatever goes by this name is a number, a text, a delegate or nothing at all.</summary>
    public bool IsInert(string name) => CodeOf(name).Returned is { Count: > 0 } returned && returned.All(SourceNames.IsInert);

    /// <summary>The declared type of what a call by this name returns, if that is clear.</summary>
    public string? TypeOf(string name) => CodeOf(name).Type;

    private bool MayReturnMade(string name, int depth) =>
        CodeOf(name) is var code && (code.ReturnsMade || (depth < MaxDepth && code.ReturnedCalls.Any(called => called != name && MayReturnMade(called, depth + 1))));

    private Code CodeOf(string name) => _codes.GetOrAdd(name, Read);

    private Code Read(string name)
    {
        var code = new Code();
        foreach (var member in _names.Members(name).Take(MaxMembers))
        {
            var type = member switch
            {
                IMethodSymbol method => method.ReturnType,
                IPropertySymbol property => property.Type,
                IFieldSymbol field => field.Type,
                _ => null,
            };
            if (type is null)
                continue;
            code.Returned.Add(type);
            if (member is IFieldSymbol)
                continue;
            foreach (var reference in member.DeclaringSyntaxReferences)
                Read(reference.GetSyntax(), code);
        }

        if (code.Returned.Count == 1 && code.Returned.First() is INamedTypeSymbol { TypeArguments.Length: 0, DeclaringSyntaxReferences.Length: > 0 } single)
            code.Type = single.Name;
        return code;
    }

    private void Read(SyntaxNode declaration, Code code)
    {
        HashSet<string>? made = null;
        foreach (var node in declaration.DescendantNodes())
        {
            switch (node)
            {
                case ObjectCreationExpressionSyntax { Type: var type }:
                    var name = (type as SimpleNameSyntax ?? (type as QualifiedNameSyntax)?.Right)?.Identifier.ValueText ?? "";
                    if (_names.Types(name).Count > 0 || SourceNames.IsTypeParameter(name))
                        code.Creates.Add(SourceNames.IsTypeParameter(name) ? "" : name);
                    break;
                case ImplicitObjectCreationExpressionSyntax or WithExpressionSyntax:
                    code.Creates.Add("");
                    break;
                case VariableDeclaratorSyntax { Initializer.Value: var value } variable when IsMaking(value):
                    (made ??= new HashSet<string>(StringComparer.Ordinal)).Add(variable.Identifier.ValueText);
                    break;
                case ReturnStatementSyntax { Expression: { } returned }:
                    Return(returned, made, code);
                    break;
                case ArrowExpressionClauseSyntax arrow:
                    Return(arrow.Expression, made, code);
                    break;
            }
        }
    }

    private void Return(ExpressionSyntax returned, HashSet<string>? made, Code code)
    {
        switch (returned)
        {
            case ConditionalExpressionSyntax choice:
                Return(choice.WhenTrue, made, code);
                Return(choice.WhenFalse, made, code);
                break;
            case SwitchExpressionSyntax @switch:
                foreach (var arm in @switch.Arms)
                    Return(arm.Expression, made, code);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } binary:
                Return(binary.Left, made, code);
                Return(binary.Right, made, code);
                break;
            case IdentifierNameSyntax { Identifier.ValueText: var local }:
                code.ReturnsMade |= made?.Contains(local) == true;
                break;
            case AwaitExpressionSyntax awaited:
                Return(awaited.Expression, made, code);
                break;
            case InvocationExpressionSyntax { Expression: SimpleNameSyntax or MemberAccessExpressionSyntax } invocation:
                var called = invocation.Expression is MemberAccessExpressionSyntax access ? access.Name : (SimpleNameSyntax)invocation.Expression;
                if (_names.IsMember(called.Identifier.ValueText))
                    code.ReturnedCalls.Add(called.Identifier.ValueText);
                break;
            default:
                code.ReturnsMade |= IsMaking(returned);
                break;
        }
    }

    private bool IsMaking(ExpressionSyntax value) => value switch
    {
        ObjectCreationExpressionSyntax creation => !_names.IsInert(creation.Type),
        ArrayCreationExpressionSyntax array => !_names.IsInert(array.Type),
        ImplicitObjectCreationExpressionSyntax or WithExpressionSyntax or CollectionExpressionSyntax or ImplicitArrayCreationExpressionSyntax or TupleExpressionSyntax => true,
        CastExpressionSyntax cast => IsMaking(cast.Expression),
        _ => false,
    };

    /// <summary>An object of the made type is one of the returned type, or may be in the container that it is.</summary>
    private bool MayBe(string made, ITypeSymbol returned, int depth) => returned switch
    {
        ITypeParameterSymbol or { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } => true,
        IArrayTypeSymbol array => depth < MaxDepth && MayBe(made, array.ElementType, depth + 1),
        INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } named => _names.Types(made).Any(t => IsA(t, named.OriginalDefinition) || IsA(named, t)),
        INamedTypeSymbol named => depth < MaxDepth && named.TypeArguments.Any(a => MayBe(made, a, depth + 1)),
        _ => false,
    };

    private static bool IsA(INamedTypeSymbol type, INamedTypeSymbol wanted)
    {
        var steps = 0;
        for (var current = type; current is not null && steps++ < Bounds.MaxBaseTypes; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, wanted.OriginalDefinition))
                return true;
        }

        return wanted.TypeKind == TypeKind.Interface && type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, wanted.OriginalDefinition));
    }

    private sealed class Code
    {
        /// <summary>Types that objects are made of; the empty name stands for any.</summary>
        public HashSet<string> Creates { get; } = new(StringComparer.Ordinal);

        public HashSet<string> ReturnedCalls { get; } = new(StringComparer.Ordinal);

        public HashSet<ITypeSymbol> Returned { get; } = new(SymbolEqualityComparer.Default);

        public bool ReturnsMade { get; set; }

        public string? Type { get; set; }
    }
}
