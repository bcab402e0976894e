using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Envelopes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Delivery.Tests;

public sealed class EnvelopeTests
{
    private static readonly string Written = EnvelopeJson.Write(Sample.Envelope);

    // Every place of the envelope that holds one value.
    private static readonly string[] Places = [.. Leaves(JsonNode.Parse(Written)!).Select(l => l.GetPath()).Order(StringComparer.Ordinal)];

    public static TheoryData<string> AllPlaces => [.. Places];

    [Fact]
    public void What_is_written_is_read_back_and_written_the_same()
    {
        Envelope read = Read(Written);

        Assert.Equal(Sample.Envelope.Digest, read.Digest);
        Assert.Equal(Written, EnvelopeJson.Write(read));
        Assert.Empty(PlanComparison.Differences(Sample.Plan, read.Plan));
        Assert.Empty(EnvelopeCheck.Differences(read, "prod", "local", Sample.Seal, Sample.Now));
    }

    [Theory]
    [MemberData(nameof(AllPlaces))]
    public void Flipping_any_field_is_refused(string place)
    {
        JsonNode json = JsonNode.Parse(Written)!;
        Flip(Leaves(json).Single(l => l.GetPath() == place));

        Refused(json.ToJsonString());
    }

    [Fact]
    public void Any_edit_of_any_fields_is_refused() =>
        Prop.ForAll(Gen.Choose(0, Places.Length - 1).ListOf().Where(p => p.Count > 0).ToArbitrary(), places =>
        {
            JsonNode json = JsonNode.Parse(Written)!;
            foreach (int place in places.Distinct())
            {
                Flip(Leaves(json).Single(l => l.GetPath() == Places[place]));
            }

            Refused(json.ToJsonString());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Any_cut_of_the_file_is_refused() =>
        Prop.ForAll(Gen.Choose(0, Written.Length - 3).ToArbitrary(), length => Refused(Written[..length])).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void An_unknown_a_repeated_and_a_missing_field_are_refused()
    {
        Refused(Written.Replace("\"tool\":", "\"tols\":", StringComparison.Ordinal));
        Refused(Written.Replace("{\n  \"schema\"", "{\n  \"extra\": 1,\n  \"schema\"", StringComparison.Ordinal));
        Refused(Written.Replace("\"localOnly\": false,", "\"localOnly\": false, \"localOnly\": false,", StringComparison.Ordinal));
    }

    [Fact]
    public void White_space_seals_nothing() => Assert.Equal(Sample.Envelope.Digest, Read(JsonNode.Parse(Written)!.ToJsonString()).Digest);

    [Fact]
    public void An_envelope_holds_no_secret_only_keyed_digests()
    {
        Plan withSecret = Sample.Plan with
        {
            Steps = [Sample.Step("s", StepOp.Create, PropertyMap.From([new("password", new SecretValue(new string('e', 64), PropertyValue.Of("hunter2-é\n\"planted\"")))]))],
        };

        string written = EnvelopeJson.Write(Sample.Envelope with { Plan = withSecret });

        Assert.DoesNotContain("hunter2", written, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", written, StringComparison.Ordinal);
        Assert.Contains(new string('e', 64), written, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fact_that_is_sealed_is_compared_and_named()
    {
        Seal sealedFacts = Sample.Seal;
        (Seal Present, string Difference)[] cases =
        [
            (sealedFacts with { Commit = null }, $"the commit was {sealedFacts.Commit} and is none"),
            (sealedFacts with { BaseCommit = "c" }, $"the base commit was {sealedFacts.BaseCommit} and is c"),
            (sealedFacts with { LocalOnly = true }, "the tree has changes that are not committed"),
            (sealedFacts with { Packages = "official" }, "the kind of packages was offline and is official"),
            (sealedFacts with { Closure = "x" }, $"the resolved closure of packages was {sealedFacts.Closure} and is x"),
            (sealedFacts with { Tool = "2.0.0" }, "the version of infra was 1.0.0 and is 2.0.0"),
            (sealedFacts with { Providers = sealedFacts.Providers.SetItem("Pulumi.Gcp", "9.36.0") }, "the provider Pulumi.Gcp was 9.35.0 and is 9.36.0"),
            (sealedFacts with { Configuration = sealedFacts.Configuration.SetItem("stacks/prod/release.yaml", "x") }, "the settings file stacks/prod/release.yaml is new"),
            (sealedFacts with { Configuration = sealedFacts.Configuration.Clear() }, "the settings file stacks/Pulumi.prod.yaml is gone"),
            (sealedFacts with { Program = "x" }, $"the program was {sealedFacts.Program} and is x"),
            (sealedFacts with { Policy = "x" }, $"the set of rules, waivers and verdicts was {sealedFacts.Policy} and is x"),
            (sealedFacts with { Lineage = null }, $"the lineage of the state was {sealedFacts.Lineage} and is none"),
            (sealedFacts with { Serial = 8 }, "the serial of the state was 7 and is 8"),
            (sealedFacts with { State = "x" }, $"the digest of the recorded resources was {sealedFacts.State} and is x"),
        ];

        Assert.All(cases, c => Assert.Equal([c.Difference], EnvelopeCheck.Differences(Sample.Envelope, "prod", "local", c.Present, Sample.Now)));

        // A field of the seal without a case above would be sealed and never looked at.
        Assert.Equal(typeof(Seal).GetProperties().Where(p => p.DeclaringType == typeof(Seal) && p.Name != "EqualityContract").Count(), cases.Length - 1);
    }

    [Fact]
    public void An_envelope_ends_and_does_not_come_from_the_future()
    {
        Assert.Equal(
            ["it expired at 2026-11-22T04:30:00Z, and now it is 2026-11-22T04:30:00Z"],
            EnvelopeCheck.Differences(Sample.Envelope, "prod", "local", Sample.Seal, Sample.Now.AddHours(24)));
        Assert.Equal(
            ["it was sealed at 2026-11-21T04:30:00Z, and now it is 2026-11-21T04:24:59Z: one of the clocks is wrong"],
            EnvelopeCheck.Differences(Sample.Envelope, "prod", "local", Sample.Seal, Sample.Now.AddSeconds(-301)));
    }

    [Fact]
    public void An_envelope_is_for_one_stack_and_one_backend()
    {
        Assert.Equal(["it is for the stack prod, not for dev"], EnvelopeCheck.Differences(Sample.Envelope, "dev", "local", Sample.Seal, Sample.Now));
        Assert.Equal(
            ["it is for the backend local, not for pulumi", "it was made with offline packages, and the backend pulumi takes official ones only"],
            EnvelopeCheck.Differences(Sample.Envelope, "prod", "pulumi", Sample.Seal, Sample.Now));
    }

    [Fact]
    public void A_plan_over_uncommitted_changes_is_good_on_the_local_backend_only()
    {
        Seal local = Sample.Seal with { LocalOnly = true, Packages = "official" };
        Envelope envelope = Sample.Envelope with { Seal = local, Plan = Sample.Plan with { Backend = "pulumi" } };

        Assert.Equal(
            ["it was sealed over changes that are not committed, and such a plan is good on the local backend only"],
            EnvelopeCheck.Differences(envelope, "prod", "pulumi", local, Sample.Now));
    }

    private static Envelope Read(string text) => EnvelopeJson.Read("plan.json", Encoding.UTF8.GetBytes(text));

    private static void Refused(string text)
    {
        InfraException refusal = Assert.Throws<InfraException>(() => Read(text));
        Assert.Equal(ErrorKind.PlanStale, refusal.Kind);
        Assert.StartsWith("plan.json is not an envelope as it was sealed: ", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> Leaves(JsonNode node) => node switch
    {
        JsonObject map => map.SelectMany(e => e.Value is { } value ? Leaves(value) : []),
        JsonArray list => list.SelectMany(i => i is { } item ? Leaves(item) : []),
        _ => [node],
    };

    // Another value of the same kind, so that only the meaning changes.
    private static void Flip(JsonNode leaf)
    {
        JsonValue value = leaf.AsValue();
        leaf.ReplaceWith(value switch
        {
            _ when value.TryGetValue(out bool flag) => JsonValue.Create(!flag),
            _ when value.TryGetValue(out long number) => JsonValue.Create(number + 1),
            _ => JsonValue.Create(Other(value.GetValue<string>())),
        });
    }

    private static string Other(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out DateTimeOffset time) ? time.AddSeconds(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : text switch
        {
            "create" => "update",
            "update" => "create",
            "delete" => "same",
            "local" => "pulumi",
            "" => "x",
            _ => text[..^1] + (text[^1] == '0' ? '1' : '0'),
        };
}
