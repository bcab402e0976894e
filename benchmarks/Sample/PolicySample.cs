using System.Globalization;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Policy.Examples;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;

namespace Infra.Benchmarks;

/// <summary>A plan and files in which every rule has something to judge: the mended examples of all rules, again and again under other names. Every third round is that which fails.</summary>
/// <param name="resources">How many resources the plan has.</param>
/// <param name="objects">How many objects the files have.</param>
internal sealed class PolicySample(int resources, int objects)
{
    private const string Stack = "prod";
    private const string Project = "sample";

    private static readonly RuleExamples[] Examples = [.. RuleCatalog.All.Select(RuleExamples.Of)];

    private readonly PolicyInput sample = new(
        Examples[0].Mended.Input.Environment with { Protected = true },
        new Plan { Stack = Stack, Backend = "local", Steps = [.. Repeated(e => e.Input.Plan?.Steps ?? [], Step, resources)] },
        [.. Repeated(e => e.Input.Objects, Object, objects)]);

    /// <summary>An input of the sample that no rule has read.</summary>
    public PolicyInput Input() => new(sample.Environment, sample.Plan, sample.Objects);

    private static IEnumerable<T> Repeated<T>(Func<RuleExample, IEnumerable<T>> of, Func<T, int, T> rename, int count)
    {
        T[] mended = [.. Examples.SelectMany(e => of(e.Mended))];
        T[] failing = [.. Examples.SelectMany(e => of(e.Failing))];
        return Enumerable.Range(0, int.MaxValue).SelectMany(round => round % 3 == 2 ? failing : mended).Take(count).Select(rename);
    }

    private static PlanStep Step(PlanStep step, int index) => step with
    {
        Urn = Urn.Child(Stack, Project, Urn.Root(Stack, Project), step.Type, Name(step.Urn.Name, index)),
        Inputs = step.Inputs.With("labels", PropertyValue.Of(PropertyMap.From([new("environment", PropertyValue.Of(Stack)), new("sample", PropertyValue.Of(Name("number", index)))]))),
    };

    private static Infra.Policy.Subjects.Subject Object(Infra.Policy.Subjects.Subject manifest, int index) => Infra.Policy.Subjects.Subject.Of(
        StackFiles.All.Contains(manifest.Kind) ? manifest.Kind : string.Create(CultureInfo.InvariantCulture, $"gitops/prod/sample/{index}.yaml"), manifest.Content, _ => 1);

    private static string Name(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}-{index}");
}
