using System.IO;
using System.Threading.Tasks;
using CycleRef.Analyzers.Rules;
using CycleRef.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CycleRef.Analyzers.Tests.Robustness;

/// <summary>Collections of other libraries are judged by the names of their members, which need not mean what they mean elsewhere.</summary>
public sealed class LibraryCollections
{
    private const string Library =
        """
        public class Pool<T> : System.Collections.Generic.List<T>
        {
            public static Pool<T> GetInstance() => new();
            public static void Clear() { }
            public static Pool<T> ToList() => new();
            public static void AddAll() { }
            public static void RemoveLast() { }
            public static void ForEach() { }
            public static void Take() { }
        }
        """;

    private const string Code =
        """
        class Node
        {
            public Node Next;

            void Link()
            {
                var a = new Node();
                var b = new Node();
                Pool<Node>.GetInstance();
                Pool<Node>.ToList();
                Pool<Node>.Clear();
                Pool<Node>.AddAll();
                Pool<Node>.RemoveLast();
                Pool<Node>.ForEach();
                Pool<Node>.Take();
                a.Next = b;
                b.Next = a;
            }
        }
        """;

    [Fact]
    public async Task Static_members_without_arguments_work_on_no_object()
    {
        var stream = new MemoryStream();
        Assert.True(Analysis.Compile([("/pool.cs", Library)]).Emit(stream).Success);
        var compilation = Analysis.Compile([("/node.cs", Code)]).AddReferences(MetadataReference.CreateFromImage(stream.ToArray()));
        Assert.Empty(compilation.GetDiagnostics().RemoveAll(static d => d.Severity < DiagnosticSeverity.Error));

        Assert.Single(await new Analysis(compilation).Batch(new DroppedCycleAnalyzer()));
        Assert.Empty(await new Analysis(compilation).Batch(new ObjectCycleAnalyzer()));
    }
}
