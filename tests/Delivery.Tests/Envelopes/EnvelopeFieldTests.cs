using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Infra.Delivery.Envelopes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Delivery.Tests;

/// <summary>
/// Every property of every record below an envelope, found by reflection: a new one is sealed and compared, or a test here fails. The sample gives each
/// a value, so none is passed over because it is empty.
/// </summary>
public sealed class EnvelopeFieldTests
{
    // Signatures cover the digest and so are no part of it; SigningTests flip them. The outputs of before are what a preview shows a difference to: nothing
    // is decided by them, and an envelope that was read has none.
    private static readonly string[] NotSealed = ["envelope.Signatures", "envelope.Plan.OutputsBefore"];

    private static readonly PlanStep Step = new()
    {
        Urn = Sample.Urn("full"),
        Op = StepOp.Replace,
        Custom = true,
        Parent = Sample.Urn("parent"),
        Provider = Sample.Urn("provider"),
        DependsOn = [Sample.Urn("before")],
        Protect = true,
        Stateful = true,
        DeleteBeforeReplace = true,
        Inputs = PropertyMap.From([new("zone", PropertyValue.Of("a"))]),
        Diff = [new("zone", DiffKind.Update, PropertyValue.Of("a"), PropertyValue.Of("b"), ForcesReplacement: true)],
    };

    private static readonly Envelope Full = Sample.Envelope with
    {
        Seal = Sample.Seal with { LocalOnly = true },
        Plan = Sample.Plan with { Steps = [Step] },
    };

    private static readonly (string Path, Envelope Changed)[] Changes = [.. Changed(Full, "envelope").Select(c => (c.Path, (Envelope)c.Value))];

    [Fact]
    public void Every_property_of_every_record_has_a_value_in_the_sample_and_is_changed()
    {
        string[] expected = [.. new[] { (typeof(Envelope), "envelope"), (typeof(Seal), "envelope.Seal"), (typeof(Plan), "envelope.Plan"), (typeof(PlanStep), "envelope.Plan.Steps[0]"), (typeof(PropertyDiff), "envelope.Plan.Steps[0].Diff[0]") }
            .SelectMany(t => Settable(t.Item1).Where(p => !IsRecord(p.PropertyType)).Select(p => $"{t.Item2}.{p.Name}")).Except(NotSealed).Order(StringComparer.Ordinal)];

        Assert.Equal(expected, Changes.Select(c => c.Path).Where(p => !p.EndsWith(']')).Distinct().Order(StringComparer.Ordinal));
        Assert.All(Changes, c => Assert.False(Empty(Value(Full, c.Path)), c.Path));
    }

    [Fact]
    public void Another_value_of_any_property_is_another_digest_and_is_refused_under_the_old_one() => Assert.All(Changes, change =>
    {
        Assert.True(change.Changed.Digest != Full.Digest, change.Path);
        string forged = EnvelopeJson.Write(change.Changed).Replace(change.Changed.Digest, Full.Digest, StringComparison.Ordinal);
        InfraException refusal = Assert.Throws<InfraException>(() => EnvelopeJson.Read("plan.json", Encoding.UTF8.GetBytes(forged)));
        Assert.Equal(ErrorKind.PlanStale, refusal.Kind);
    });

    // A difference of another kind has no old or no new value, so that kind alone is nothing that could be written and read.
    [Fact]
    public void What_is_written_of_any_value_is_read_back() => Assert.All(Changes.Where(c => c.Path != "envelope.Plan.Steps[0].Diff[0].Kind"), change =>
        Assert.Equal(change.Changed.Digest, EnvelopeJson.Read("plan.json", Encoding.UTF8.GetBytes(EnvelopeJson.Write(change.Changed))).Digest));

    [Fact]
    public void The_outputs_of_before_are_in_no_envelope()
    {
        Envelope shown = Full with { Plan = Full.Plan with { OutputsBefore = PropertyMap.From([new("a", PropertyValue.Of("b"))]) } };

        Assert.Equal(EnvelopeJson.Write(Full), EnvelopeJson.Write(shown));
        Assert.Null(EnvelopeJson.Read("plan.json", Encoding.UTF8.GetBytes(EnvelopeJson.Write(shown))).Plan.OutputsBefore);
    }

    // The stack and the backend are compared with the command's, by EnvelopeCheck.
    [Fact]
    public void A_plan_that_differs_in_any_property_is_found_when_it_is_made_again() => Assert.All(
        Changes.Where(c => c.Path.StartsWith("envelope.Plan.", StringComparison.Ordinal) && c.Path is not ("envelope.Plan.Stack" or "envelope.Plan.Backend")),
        change => Assert.True(!PlanComparison.Differences(Full.Plan, change.Changed.Plan).IsEmpty, change.Path));

    [Fact]
    public void An_envelope_that_differs_in_any_property_of_its_seal_does_not_fit() => Assert.All(
        Changes.Where(c => c.Path.StartsWith("envelope.Seal.", StringComparison.Ordinal) && c.Path != "envelope.Seal.LocalOnly"),
        change => Assert.True(!EnvelopeCheck.Differences(Full, "prod", "local", change.Changed.Seal, Sample.Now).IsEmpty, change.Path));

    // The same record with one property changed, for each property of it and of what is below it.
    private static IEnumerable<(string Path, object Value)> Changed(object record, string path)
    {
        foreach (PropertyInfo property in Settable(record.GetType()).Where(p => !NotSealed.Contains($"{path}.{p.Name}")))
        {
            object? value = property.GetValue(record);
            foreach ((string below, object other) in Others(value, property.PropertyType, $"{path}.{property.Name}"))
            {
                object copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
                property.SetValue(copy, other);
                yield return (below, copy);
            }
        }
    }

    private static IEnumerable<(string Path, object Value)> Others(object? value, Type type, string path) => value switch
    {
        null => throw new InvalidOperationException($"The sample gives {path} no value."),
        string text => [(path, text + "x")],
        bool flag => [(path, !flag)],
        long number => [(path, number + 1)],
        DateTimeOffset time => [(path, time.AddSeconds(1))],
        StepOp => [(path, StepOp.Import)],
        DiffKind => [(path, DiffKind.Add)],
        Urn urn => [(path, Sample.Urn(urn.Name + "x"))],
        PropertyMap map => [(path, PropertyMap.From([.. map, new("another", PropertyValue.Of(1))]))],
        PropertyValue => [(path, PropertyValue.Of("another"))],
        ImmutableArray<string> list => [(path, list.Add("zzz")), (path, list.Clear())],
        ImmutableArray<Urn> list => [(path, list.Add(Sample.Urn("zzz"))), (path, list.Clear())],
        ImmutableSortedDictionary<string, string> map => [(path, map.Add("zzz", "x")), (path, map.Clear()), (path, map.SetItem(map.Keys.First(), "other"))],
        ImmutableArray<PlanStep> steps => [(path, steps.Clear()), .. Changed(steps[0], $"{path}[0]").Select(c => (c.Path, (object)ImmutableArray.Create((PlanStep)c.Value)))],
        ImmutableArray<PropertyDiff> diffs => [(path, diffs.Clear()), .. Changed(diffs[0], $"{path}[0]").Select(c => (c.Path, (object)ImmutableArray.Create((PropertyDiff)c.Value)))],
        _ when IsRecord(type) => Changed(value, path),
        _ => throw new InvalidOperationException($"{path} is of {type}, of which this test knows no other value. Teach it one."),
    };

    private static bool IsRecord(Type type) => type == typeof(Seal) || type == typeof(Plan);

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);

    private static object? Value(object root, string path) => path.Replace("[0]", ".0", StringComparison.Ordinal).Split('.').Skip(1)
        .Aggregate((object?)root, (at, name) => name == "0" ? ((IEnumerable)at!).Cast<object>().First() : at!.GetType().GetProperty(name)!.GetValue(at));

    private static bool Empty(object? value) => value is null or "" or false or 0L || (value is IEnumerable many and not string && !many.Cast<object>().Any());
}
