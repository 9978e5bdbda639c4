using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Heap;

/// <summary>Answers from declarations alone whether a link can be part of a cycle. May say yes too often, never no wrongly.</summary>
internal interface IRetentionGate
{
    /// <summary>An instance of <paramref name="held"/>, or of a subtype, may lead back to an instance of <paramref name="holder"/>.</summary>
    bool CanCloseCycle(ITypeSymbol holder, ITypeSymbol held);

    /// <summary>An instance of the type may lead to some cycle: only then is it worth knowing what a callee does with it.</summary>
    bool LeadsToCycle(ITypeSymbol type);
}
