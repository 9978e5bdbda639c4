using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Semantics;

/// <summary>
/// The semantic models of one compilation, for the few rules whose path crosses files: which constructor a <c>new</c> in another file calls,
/// what another file registers. Asked only for code that names have shown to lie on a cycle. Lives as long as the compilation.
/// </summary>
internal sealed class SemanticModels(Compilation compilation)
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly BodyDepths _depths = new();

    public Compilation Compilation => compilation;

    public SemanticModel Of(SyntaxTree tree) => _models.GetOrAdd(tree, Create);

    /// <inheritdoc cref="BodyOperations.OperationOf"/>
    public IOperation? OperationOf(SyntaxNode node, CancellationToken cancellationToken) => _depths.OperationOf(Of(node.SyntaxTree), node, cancellationToken);

    // A model made here shares nothing with the one that the compiler binds with, so it is slow in a hot path. This is none: a path of a few
    // constructors, kept per tree. The host hands out models of the file that it asks about, never of the other files of a path.
    [SuppressMessage("MicrosoftCodeAnalysisCorrectness", "RS1030:Do not invoke Compilation.GetSemanticModel() method within a diagnostic analyzer", Justification = "The path crosses files.")]
    private SemanticModel Create(SyntaxTree tree) => compilation.GetSemanticModel(tree);
}
