namespace Infra.Policy;

/// <summary>No input holds a secret in plain text.</summary>
internal sealed class NoPlainSecrets : Rule
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

        if (field.Value is StringValue text && !IsRevision(field.Path, text.Value) && PlainSecrets.KindOf(text.Value) is { } kind)
        {
            yield return new Check(Outcome.Failed, field.Path, $"{field.Path} looks like {kind} in plain text (not shown); it must not be in a program or a file");
        }

        foreach (Check found in field.Items.Concat(field.Entries.Select(e => e.Value)).SelectMany(Search))
        {
            yield return found;
        }

        yield return Check.Passed;
    }

    // A commit is as random as a token, and public.
    private static bool IsRevision(string path, string text) =>
        path.EndsWith("evision", StringComparison.Ordinal) && text.Length == 40 && text.All(char.IsAsciiHexDigitLower);
}
