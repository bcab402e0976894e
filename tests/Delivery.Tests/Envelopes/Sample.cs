using System.Collections.Immutable;
using Infra.Delivery.Envelopes;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Delivery.Tests;

/// <summary>An envelope with every kind of value in it.</summary>
internal static class Sample
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 21, 4, 30, 0, TimeSpan.Zero);

    public static Seal Seal { get; } = new()
    {
        Commit = new string('a', 40),
        BaseCommit = new string('b', 40),
        LocalOnly = false,
        Packages = "offline",
        Closure = "sha256:" + new string('1', 64),
        Tool = "1.0.0",
        Providers = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("Pulumi.Gcp", "9.35.0"), KeyValuePair.Create("Pulumi.Kubernetes", "4.32.0")]),
        Configuration = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("stacks/Pulumi.prod.yaml", "sha256:" + new string('2', 64))]),
        Program = "sha256:" + new string('3', 64),
        Policy = "sha256:" + new string('4', 64),
        Lineage = new string('5', 32),
        Serial = 7,
        State = "sha256:" + new string('6', 64),
    };

    public static Plan Plan { get; } = new()
    {
        Stack = "prod",
        Backend = "local",
        Steps =
        [
            Step("network", StepOp.Create, PropertyMap.From([Entry("mtu", PropertyValue.Of(1460)), Entry("auto", PropertyValue.Of(false)), Entry("id", PropertyValue.Unknown)])),
            Step("secret", StepOp.Update, PropertyMap.From([Entry("value", new SecretValue(new string('d', 64), plain: null)), Entry("later", PropertyValue.UnknownSecret)])) with
            {
                Diff = [new("value", DiffKind.Update, new SecretValue(new string('c', 64), plain: null), new SecretValue(new string('d', 64), plain: null), ForcesReplacement: false)],
                DependsOn = [Urn("network")],
                Protect = true,
                Stateful = true,
            },
            Step("old", StepOp.Delete, PropertyMap.From([Entry("zones", PropertyValue.Of([PropertyValue.Of("a"), PropertyValue.Null]))])),
        ],
        Outputs = PropertyMap.From([Entry("networkId", PropertyValue.Unknown)]),
        UncheckedTypes = ["gcp:sql/databaseInstance:DatabaseInstance"],
    };

    public static Envelope Envelope { get; } = new() { Plan = Plan, Seal = Seal, SealedAt = Now, ExpiresAt = Now.AddHours(24) };

    public static Urn Urn(string name) => Infra.Model.Plans.Urn.Child("prod", "infra", Infra.Model.Plans.Urn.Root("prod", "infra"), "gcp:compute/network:Network", name);

    public static PlanStep Step(string name, StepOp op, PropertyMap inputs) => new() { Urn = Urn(name), Op = op, Custom = true, Parent = Infra.Model.Plans.Urn.Root("prod", "infra"), Inputs = inputs };

    private static KeyValuePair<string, PropertyValue> Entry(string name, PropertyValue value) => new(name, value);
}
