using System.Text.RegularExpressions;
using Infra.Model.Properties;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;
using Infra.Settings.Platform;
using Infra.Settings.Reading;

namespace Infra.Policy.Rules;

/// <summary>No input holds a secret in plain text.</summary>
internal sealed partial class NoPlainSecrets : Rule
{
    public override RuleInfo Info { get; } = new(
        "SEC008",
        Severity.Critical,
        "No input holds a secret in plain text",
        "Inputs are in state, plans and comments, where many can read them.",
        "Delete the value, rotate it, keep it in Secret Manager, or mark it secret.",
        [Control.Pci("8.6.2"), Control.Iso("A.5.17"), Control.ItAct("SPDI Rules 2011, rule 8")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        foreach (Subject resource in input.AllResources.Concat(input.Objects))
        {
            judgements.Of(resource, () => Search(new Field(PropertyValue.Of(resource.Content))));
        }
    }

    private static List<Check> Search(Field top)
    {
        List<Check> found = [Check.Passed];
        Search(top, found);
        return found;
    }

    // The value is never shown: what it looks like is enough to find it.
    private static void Search(Field field, List<Check> found)
    {
        switch (field.Value)
        {
            case UnknownValue { ContainsSecret: false }:
                found.Add(new Check(Outcome.Unknown, field.Path, $"{field.Path} is known only after an apply; it must not hold a secret in plain text"));
                break;
            case StringValue text when PlainSecrets.KindOf(text.Value) is not null && PlainSecrets.KindOf(WithoutRevision(field.Path, WithoutNames(text.Value))) is { } kind:
                found.Add(new Check(Outcome.Failed, field.Path, $"{field.Path} looks like {kind} in plain text (not shown); it must not be in a program or a file"));
                break;
            case ListValue:
                foreach (Field item in field.Items)
                {
                    Search(item, found);
                }

                break;
            case MapValue:
                foreach (KeyValuePair<string, Field> entry in field.Entries)
                {
                    Search(entry.Value, found);
                }

                break;
        }
    }

    // A commit is as random as a token, and public. It counts as one only where revisions stand: by the name of the place, or as one part of an address.
    private static string WithoutRevision(string path, string text) =>
        path.EndsWith("evision", StringComparison.Ordinal) || path == $"metadata.annotations.{ClusterContract.Platform}" ? Whole().Replace(text, "")
        : path.EndsWith(".uses", StringComparison.Ordinal) ? PinnedAction().Replace(text, "")
        : PartOfAddress().Replace(text, "/");

    // Google's own names, known once an apply has made them: a full resource name joins words with slashes, so each is judged by itself, and a cluster's host is 32 hex digits.
    private static string WithoutNames(string text) => ClusterHost().Replace(ResourceName().IsMatch(text) ? text.Replace('/', ' ') : PublicPem().Replace(text, ""), "");

    [GeneratedRegex("^(projects|organizations|folders|principal://[a-z.]+|principalSet://[a-z.]+)/")]
    private static partial Regex ResourceName();

    [GeneratedRegex(@"gke-[0-9a-f]{32}-[0-9]+(?=\.[a-z0-9-]+\.gke\.goog)")]
    private static partial Regex ClusterHost();

    // A public key is random and public: one of P-256, and nothing beside it.
    [GeneratedRegex("^-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{28}\n[A-Za-z0-9+/]{58}==\n-----END PUBLIC KEY-----\n?$")]
    private static partial Regex PublicPem();

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Whole();

    [GeneratedRegex("@[0-9a-f]{40}$")]
    private static partial Regex PinnedAction();

    [GeneratedRegex("(?<=^https://[^?#]*)/[0-9a-f]{40}(?=/|$)")]
    private static partial Regex PartOfAddress();
}
