using System.Collections.Immutable;
using System.Globalization;
using Infra.Delivery.Rotation;
using Infra.Model.Masking;
using Infra.Settings.Stacks;

namespace Infra.Presenters;

/// <summary>Writes which secrets are due.</summary>
internal static class SecretsOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.secrets/v1";

    private static readonly string[] Header = ["SECRET", "STATUS", "NEWEST VERSION", "NEXT ROTATION", "READ BY"];

    public static string Of(StackSettings settings, ImmutableArray<SecretRotation> rotations, OutputFormat format) => format switch
    {
        OutputFormat.Json => Json(settings, rotations),
        OutputFormat.Markdown => Markdown(settings, rotations),
        _ => rotations.IsEmpty ? Sentence(settings, rotations) : $"{TextTable.Of(Header, rotations.Select(Cells))}{Sentence(settings, rotations)}{Way(settings, rotations)}",
    };

    private static string Sentence(StackSettings settings, ImmutableArray<SecretRotation> rotations) =>
        rotations.Count(r => r.NeedsSomebody) is > 0 and var waiting
            ? string.Create(CultureInfo.InvariantCulture, $"{waiting} of {rotations.Length} secrets of {settings.Stack} need a new version.\n")
            : string.Create(CultureInfo.InvariantCulture, $"No secret of {settings.Stack} is due ({rotations.Length} in all).\n");

    // The value comes from standard input, so that it stands in no history of a shell.
    private static string Way(StackSettings settings, ImmutableArray<SecretRotation> rotations) => string.Concat(rotations.Where(r => r.NeedsSomebody).Select(r => r.Kept is null
        ? $"  {r.Secret.Id} is not at Google: `infra up {settings.Stack}` makes it.\n"
        : $"  gcloud secrets versions add {r.Secret.Id} --project={settings.Project} --data-file=-\n"));

    private static string Markdown(StackSettings settings, ImmutableArray<SecretRotation> rotations)
    {
        if (!rotations.Any(r => r.NeedsSomebody))
        {
            return Sentence(settings, rotations);
        }

        string rows = string.Concat(rotations.Where(r => r.NeedsSomebody).Select(r => $"| {string.Join(" | ", Cells(r).Select(Printable.Markdown))} |\n"));
        return $"{Sentence(settings, rotations)}\n| secret | status | newest version | next rotation | read by |\n|---|---|---|---|---|\n{rows}\n"
            + "Make the new credential where it is used, write it as a new version, see that the applications took it (External Secrets asks every minute), and take the old one away:\n\n"
            + Way(settings, rotations).Replace("  ", "    ", StringComparison.Ordinal);
    }

    private static string[] Cells(SecretRotation rotation) =>
    [
        rotation.Secret.Id.Value,
        rotation switch
        {
            { Kept: null } => "not there",
            { Kept.Written: null } => "has no enabled version",
            { DueSince: { } since } => $"due since {Day(since)}",
            _ => "ok",
        },
        Day(rotation.Kept?.Written),
        Day(rotation.Kept?.Next),
        string.Join(", ", rotation.Secret.Consumers.Select(c => c.Value)),
    ];

    private static string Day(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";

    private static string Json(StackSettings settings, ImmutableArray<SecretRotation> rotations) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("stack", settings.Stack.Value);
        writer.WriteStartArray("secrets");
        foreach (SecretRotation rotation in rotations)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rotation.Secret.Id.Value);
            writer.WriteBoolean("isThere", rotation.Kept is not null);
            writer.WriteString("dueSince", Instant(rotation.DueSince));
            writer.WriteString("written", Instant(rotation.Kept?.Written));
            writer.WriteString("next", Instant(rotation.Kept?.Next));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static string? Instant(DateTimeOffset? time) => time?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
