using System.Globalization;
using System.Text;

namespace Infra.Settings.Reading;

/// <summary>One thing that is wrong with the settings of a stack. Its text never holds the value of a secret.</summary>
/// <param name="File">The file, as the caller named it.</param>
/// <param name="Line">The line, counted from 1; 0 when the settings did not come from a file.</param>
/// <param name="Column">The column, counted from 1; 0 when the settings did not come from a file.</param>
/// <param name="Path">The setting, such as <c>infra:network.regions.asia-south1.nodes</c>; empty when it is the file as a whole.</param>
/// <param name="Value">The value that breaks the rule, shortened; null when there is none or it must not be shown.</param>
/// <param name="Rule">What holds, as a clause without a full stop.</param>
/// <param name="Mend">What to do, as sentences.</param>
public sealed record SettingsProblem(string File, int Line, int Column, string Path, string? Value, string Rule, string Mend)
{
    /// <summary>One paragraph: where, which setting, its value, the rule and the mend.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(File);
        if (Line > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $":{Line}:{Column}");
        }

        text.Append(": ");
        if (Path.Length > 0)
        {
            text.Append(Path).Append(Value is null ? ": " : $" is \"{Value}\": ");
        }

        return text.Append(Rule).Append(". ").Append(Mend).ToString();
    }
}
