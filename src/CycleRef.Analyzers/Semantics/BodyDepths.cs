using System.Collections.Concurrent;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace CycleRef.Analyzers.Semantics;

/// <summary>
/// Asks for operations as <see cref="BodyOperations"/> does, and keeps what it learns of each body's depth: a set-up method is asked about once for each of
/// its calls. Lives as long as the compilation.
/// </summary>
internal sealed class BodyDepths
{
    private readonly ConcurrentDictionary<SyntaxNode, bool> _tooDeep = new();

    /// <inheritdoc cref="BodyOperations.OperationOf"/>
    public IOperation? OperationOf(SemanticModel model, SyntaxNode node, CancellationToken cancellationToken)
    {
        var body = BodyOperations.BodyOf(node);
        if (!_tooDeep.TryGetValue(body, out var isTooDeep))
            _tooDeep[body] = isTooDeep = BodyOperations.IsTooDeep(body, cancellationToken);
        return isTooDeep ? null : model.GetOperation(node, cancellationToken);
    }
}
