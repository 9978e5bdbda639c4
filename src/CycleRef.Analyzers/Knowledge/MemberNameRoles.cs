using System.Linq;

namespace CycleRef.Analyzers.Knowledge;

/// <summary>What names say about roles: Parent points back, Children points on.</summary>
internal sealed class MemberNameRoles
{
    private readonly NamePatterns _back;
    private readonly NamePatterns _forward;

    public MemberNameRoles(KnowledgeBase knowledge)
    {
        _back = new NamePatterns(knowledge.Rows(TableNames.MemberNames, "back").Select(static row => row.Id), ignoreCase: true);
        _forward = new NamePatterns(knowledge.Rows(TableNames.MemberNames, "forward").Select(static row => row.Id), ignoreCase: true);
    }

    public bool PointsBack(string name) => _back.Matches(Bare(name));

    public bool PointsOn(string name) => _forward.Matches(Bare(name));

    /// <summary>The name without <c>_</c>, <c>m_</c> and a <c>p</c> for pointer: how people mark fields.</summary>
    public static string Bare(string name)
    {
        var start = name.Length > 2 && name[1] == '_' && name[0] is 'm' or 'M' ? 2 : 0;
        while (start < name.Length - 1 && name[start] == '_')
            start++;
        if (name.Length > start + 1 && name[start] == 'p' && char.IsUpper(name[start + 1]))
            start++;
        return start == 0 ? name : name.Substring(start);
    }
}
