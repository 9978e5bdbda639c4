namespace CycleRef.Analyzers.Knowledge;

/// <summary>The second part of the file name of every knowledge table: <c>CycleRef.WeakHolders.txt</c> is <see cref="WeakHolders"/>.</summary>
internal static class TableNames
{
    public const string WeakHolders = "WeakHolders";
    public const string Containers = "Containers";
    public const string ReadOnlyContainers = "ReadOnlyContainers";
    public const string NativePeers = "NativePeers";
    public const string SafeTypes = "SafeTypes";
    public const string TeardownMethods = "TeardownMethods";
    public const string MemberNames = "MemberNames";
    public const string LibraryModel = "LibraryModel";
    public const string Roots = "Roots";
    public const string Timers = "Timers";
    public const string Registrations = "Registrations";
}
