using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Images of charts come from registries of ours.</summary>
internal sealed class ChartImagesOurs : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GIT004",
        Severity.High,
        "Images of charts come from registries of ours",
        "What is pulled from elsewhere was scanned by nobody and can vanish.",
        "Point every image.repository at a remote repository of the environment.",
        [Control.CisGke("5.1.4"), Control.Pci("6.3.2"), Control.Iso("A.5.21")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Release];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        Images(resource["values"]).Select(i => Check.If(
            i, f => input.Environment.Registries.Any(r => f.Text?.StartsWith(r, StringComparison.Ordinal) == true), $"it must begin with {string.Join(" or ", input.Environment.Registries)}"));

    // Charts write an image as a map named image with the entry repository.
    private static IEnumerable<Field> Images(Field field) => field.Entries.SelectMany(e =>
        e.Key == "image" && !e.Value.At("repository").IsMissing ? [e.Value.At("repository")] : Images(e.Value));
}
