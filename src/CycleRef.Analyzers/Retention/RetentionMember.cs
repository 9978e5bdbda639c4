using System;
using CycleRef.Analyzers.Retention.Evidence;

namespace CycleRef.Analyzers.Retention;

/// <summary>What the declaration of a member tells, whatever cycle it is on.</summary>
[Flags]
internal enum MemberTraits
{
    None = 0,

    /// <summary>Holds many, through a collection.</summary>
    IsMany = 1,

    /// <summary>A diagnostic can be shown there: in source that nobody generated, and a member rather than a base type.</summary>
    IsReportable = 2,
    IsPrivate = 4,

    /// <summary>Its name says that it points back: Parent, Owner.</summary>
    HasBackName = 8,

    /// <summary>Its name says that it points on: Next, Children.</summary>
    HasForwardName = 16,

    /// <summary>It is called like the type it holds: <c>Customer Customer</c>.</summary>
    IsNamedAfterTarget = 32,
}

/// <summary>
/// A member that holds: a field, a property with a backing field, a captured primary-constructor parameter, or the collection that a
/// type derives from. The label of its edges in the <see cref="RetentionGraph"/>.
/// </summary>
/// <param name="Id">Documentation ID: the last tie-break, and the name for tools.</param>
/// <param name="HolderName">Display name of the declaring type.</param>
/// <param name="Name">Display name of the member.</param>
/// <param name="Traits">What the declaration tells.</param>
/// <param name="Evidence">What the code of the component's types tells.</param>
internal sealed record RetentionMember(string Id, string HolderName, string Name, MemberTraits Traits, MemberEvidence Evidence)
{
    public bool Is(MemberTraits trait) => (Traits & trait) != 0;

    public bool Has(MemberEvidence evidence) => (Evidence & evidence) != 0;
}
