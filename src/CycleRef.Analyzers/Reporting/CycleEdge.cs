namespace CycleRef.Analyzers.Reporting;

/// <summary>One step of a reported cycle: an instance of <see cref="Holder"/> holds an instance of <see cref="Target"/>. Symbol-free.</summary>
/// <param name="Holder">Display name of the holding type, or of the holding variable for statement rules.</param>
/// <param name="Member">Name of the member that holds; empty for what the type holds as a collection.</param>
/// <param name="MemberId">Documentation ID of that member, or of its type where the member has none.</param>
/// <param name="Target">Display name of what is held.</param>
/// <param name="IsMany">The member holds many.</param>
/// <param name="IsMay">The declared type is a base of the target: the member only may hold it.</param>
internal sealed record CycleEdge(string Holder, string Member, string MemberId, string Target, bool IsMany, bool IsMay);
