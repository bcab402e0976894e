using FsCheck;
using FsCheck.Fluent;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Presenters;
using Check = FsCheck.Check;

namespace Infra.Cli.Tests;

/// <summary>What holds for every plan, whatever stands in it. FsCheck prints the seed of a case that fails.</summary>
public sealed class PlanWidthTests
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(300);
    private static readonly int[] Widths = [40, 60, 80, 120, 200];

    private static readonly string[] Types =
    [
        "infra:cloud:Network", "infra:cloud:Secret", "gcp:compute/firewall:Firewall", "gcp:artifactregistry/repositoryIamMember:RepositoryIamMember", "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
        "pulumi:providers:gcp", "a:b:" + "VeryLongKind", "x", "日本:語:種類", "a:::b", ": :",
    ];

    private static Arbitrary<Plan> Plans { get; } = (
        from count in Gen.Choose(0, 30)
        from seeds in Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1), count)
        from names in Gen.ArrayOf(Gen.OneOf(HostileText.Any.Generator, Gen.Elements("setu-dev", new string('n', 300), "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z")), count)
        select Of(seeds, names)).ToArbitrary();

    [Fact]
    public void No_line_is_wider_than_the_terminal_and_none_does_harm() => Check.One(Cases, Prop.ForAll(Plans, plan =>
    {
        foreach (int columns in Widths)
        {
            using StringWriter text = new();
            Painter painter = new(text, isTerminal: false, _ => null);
            new PlanTree(painter, columns).Write(plan);
            new PlanTree(painter, columns).Write(plan, plan with { Steps = [.. plan.Steps, .. plan.Steps] });
            new PlanTable(painter, columns).Write(plan);

            Assert.All(text.ToString().Split('\n'), l => Assert.True(Fit.Width(l) <= columns, $"{Fit.Width(l)} of {columns}: {l}"));
            Assert.Empty(HostileText.HarmInTerminal(text.ToString()));
        }
    }));

    [Fact]
    public void Every_step_is_in_one_group_and_every_change_in_one_row() => Check.One(Cases, Prop.ForAll(Plans, plan =>
    {
        PlanGroup[] groups = [.. PlanGroup.Of(plan)];

        Assert.Equal(plan.Steps.Select(s => s.Urn.Value).Order(StringComparer.Ordinal), groups.SelectMany(g => g.Steps).Select(s => s.Urn.Value).Order(StringComparer.Ordinal));
        Assert.Equal(plan.Summary.Changes, groups.Sum(g => g.Summary.Changes));
        Assert.Equal(
            plan.Steps.Where(s => s.Op != StepOp.Same).Select(s => s.Urn.Value).Order(StringComparer.Ordinal),
            groups.SelectMany(g => PlanRow.Of(g, heading: null)).Select(r => r.Step).Where(s => s.Op != StepOp.Same).Select(s => s.Urn.Value).Order(StringComparer.Ordinal));
    }));

    [Fact]
    public void A_comment_stays_below_what_GitHub_takes_however_much_changes()
    {
        string name = string.Concat(Enumerable.Repeat("</details>@|`", 60));
        Plan plan = Of([.. Enumerable.Range(0, 3000).Select(i => i * 7919)], [.. Enumerable.Range(0, 3000).Select(i => $"{name}{i}")]);
        using StringWriter text = new();

        new PlanMarkdown(new Painter(text, isTerminal: false, _ => null)).Write(plan);

        string written = text.ToString();
        Assert.InRange(written.Length, 10_000, 65_000);
        Assert.Contains($" of {plan.Summary.Changes} changes are not shown, because GitHub takes no longer comment; `infra preview prod` shows them all.", written, StringComparison.Ordinal);
        Assert.Empty(HostileText.HarmInMarkdown(written.Replace("`prod`", "", StringComparison.Ordinal).Replace("`infra preview prod`", "", StringComparison.Ordinal), columns: 4));
    }

    // Parents come before, after, are missing, or are the resource itself: a file can hold anything.
    private static Plan Of(int[] seeds, string[] names)
    {
        Urn root = Urn.Root("prod", "infra");
        Urn[] urns = [.. seeds.Select((s, i) => Urn.Child("prod", "infra", root, Types[s % Types.Length], $"{i}{names[i]}"))];
        return new Plan
        {
            Stack = "prod",
            Backend = "local",
            UncheckedTypes = [.. Types],
            Steps =
            [
                new PlanStep { Urn = root, Op = StepOp.Same, Custom = false },
                .. seeds.Select((s, i) => new PlanStep
                {
                    Urn = urns[i],
                    Op = (StepOp)(s / 11 % 7),
                    Custom = s % 2 == 0,
                    Stateful = s % 3 == 0,
                    Protect = s % 5 == 0,
                    Parent = (s / 13 % 4) switch { 0 => root, 1 => urns[s / 17 % urns.Length], 2 => urns[Math.Max(i - 1, 0)], _ => null },
                    Diff = s / 11 % 7 is 1 or 2 ? [new PropertyDiff(names[i], (DiffKind)(s / 19 % 3), PropertyValue.Of(names[s % names.Length]), PropertyValue.Of($"{names[i]}{s}"), s % 2 == 0)] : [],
                }),
            ],
            OutputsBefore = PropertyMap.Empty,
            Outputs = PropertyMap.From(names.Distinct(StringComparer.Ordinal).Take(3).Select(n => KeyValuePair.Create(n, PropertyValue.Of(n)))),
        };
    }
}
