using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A file is about one namespace.</summary>
internal sealed class FilesApart : Rule
{
    public override RuleInfo Info { get; } = new(
        "GIT008",
        Severity.Medium,
        "A file is about one namespace",
        "In a file of everything nobody knows whose consent a change needs, and one mistake takes all with it.",
        "Give each namespace files of its own; code owners can then be asked by path.",
        [Control.Iso("A.8.32"), Control.Pci("6.5.1")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        foreach (IGrouping<string, Subject> file in input.Objects.Where(o => !StackFiles.All.Contains(o.File!)).GroupBy(o => o.File!, StringComparer.Ordinal))
        {
            Field[] spaces = [.. file.Select(SpaceOf).Where(s => !s.IsMissing)];
            string? first = spaces.FirstOrDefault(s => !s.IsUnknown).Text;
            foreach (Subject subject in file.Where(o => !SpaceOf(o).IsMissing))
            {
                judgements.Of(subject, () => [Check.If(SpaceOf(subject), s => s.Text == first, () => $"the file is about {first}, so it must be that")]);
            }
        }
    }

    private static Field SpaceOf(Subject subject) => subject[subject.Kind == "Namespace" ? "metadata.name" : "metadata.namespace"];
}
