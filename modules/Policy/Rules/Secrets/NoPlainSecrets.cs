using System.Text.RegularExpressions;

namespace Infra.Policy;

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
            judgements.Of(resource, () => Search(new Field("", PropertyValue.Of(resource.Content))));
        }
    }

    // The value is never shown: what it looks like is enough to find it.
    private static IEnumerable<Check> Search(Field field)
    {
        if (field.Value is UnknownValue { ContainsSecret: false })
        {
            yield return new Check(Outcome.Unknown, field.Path, $"{field.Path} is known only after an apply; it must not hold a secret in plain text");
        }

        if (field.Value is StringValue text && PlainSecrets.KindOf(Endpoint().Replace(WithoutRevision(field.Path, text.Value), "")) is { } kind)
        {
            yield return new Check(Outcome.Failed, field.Path, $"{field.Path} looks like {kind} in plain text (not shown); it must not be in a program or a file");
        }

        foreach (Check found in field.Items.Concat(field.Entries.Select(e => e.Value)).SelectMany(Search))
        {
            yield return found;
        }

        yield return Check.Passed;
    }

    // A commit is as random as a token, and public. It counts as one only where revisions stand: by the name of the place, or as one part of an address.
    private static string WithoutRevision(string path, string text) =>
        path.EndsWith("evision", StringComparison.Ordinal) || path == $"metadata.annotations.{ClusterContract.Platform}" ? Whole().Replace(text, "")
        : path.EndsWith(".uses", StringComparison.Ordinal) ? PinnedAction().Replace(text, "")
        : PartOfAddress().Replace(text, "/");

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Whole();

    // The host name of a cluster's control plane, which Google makes of a hash: who knows it still has to pass IAM.
    [GeneratedRegex("gke-[0-9a-f]{8,64}-[0-9]+\\.[a-z0-9-]+\\.gke\\.goog")]
    private static partial Regex Endpoint();

    [GeneratedRegex("@[0-9a-f]{40}$")]
    private static partial Regex PinnedAction();

    [GeneratedRegex("(?<=^https://[^?#]*)/[0-9a-f]{40}(?=/|$)")]
    private static partial Regex PartOfAddress();
}
