using System.Text.Json;
using Infra.Policy.Judging;

namespace Infra.Policy.Sarif;

/// <summary>A rule as SARIF describes it.</summary>
internal static class SarifRule
{
    public static void Write(Utf8JsonWriter writer, RuleInfo rule)
    {
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id);
        writer.WriteString("name", Name(rule.Title));
        WriteText(writer, "shortDescription", $"{rule.Title}.");
        WriteText(writer, "fullDescription", $"{rule.Title}. {rule.Rationale}");
        writer.WriteStartObject("help");
        writer.WriteString("text", $"{rule.Rationale} {rule.Mend}");
        writer.WriteString("markdown", $"**Why** {rule.Rationale}\n\n**Fix** {rule.Mend}\n\n`infra policy explain {rule.Id}` shows a violation and the same fixed.");
        writer.WriteEndObject();
        writer.WriteStartObject("defaultConfiguration");
        writer.WriteString("level", Level(rule.Severity));
        writer.WriteEndObject();
        writer.WriteStartObject("properties");
        writer.WriteString("security-severity", Score(rule.Severity));
        writer.WriteStartArray("tags");
        foreach (string tag in rule.Controls.Select(c => c.ToString()).Prepend("security"))
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void WriteText(Utf8JsonWriter writer, string property, string text)
    {
        writer.WriteStartObject(property);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    public static string Level(Severity severity) => severity switch
    {
        Severity.Low => "note",
        Severity.Medium => "warning",
        _ => "error",
    };

    // The middle of each band: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
    private static string Score(Severity severity) => severity switch
    {
        Severity.Low => "2.0",
        Severity.Medium => "5.5",
        Severity.High => "8.0",
        _ => "9.5",
    };

    // Words of a title joined, as SARIF wants the name of a rule: NodesHaveNoAddressesOnTheInternet.
    private static string Name(string title) =>
        string.Concat(title.Split([' ', '-', '\'', ',', '.', '/'], StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
}
