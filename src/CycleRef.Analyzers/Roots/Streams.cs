using CycleRef.Analyzers.Semantics;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CycleRef.Analyzers.Roots;

/// <summary>Where an observable stream begins: <c>a.B.Where(…).Select(…)</c> begins at <c>a.B</c>.</summary>
internal static class Streams
{
    public static Source SourceOf(InvocationExpressionSyntax subscribe, RootSite site)
    {
        var expression = CallFate.Receiver(subscribe);
        // Ends: every turn goes one level down the tree.
        while (expression is not null)
        {
            expression = Bare.Of(expression);
            switch (expression)
            {
                case InvocationExpressionSyntax call:
                    var name = ReleaseNames.LastName(call.Expression) ?? "";
                    if (site.Services.Tables.EndingOperators.Contains(name))
                        return Source.Own;
                    var receiver = CallFate.Receiver(call);
                    // Observable.Interval(…): the scheduler keeps it.
                    if (receiver is not null && StaticMembers.TypeOf(receiver, site) is { } type)
                        return type.Name == "Observable" && name == "Interval" ? Source.Rooted : Source.Own;
                    expression = receiver;
                    break;
                default:
                    return Origins.Of(expression, site);
            }
        }

        return Source.Own;
    }
}
