namespace Infra.PulumiCli;

/// <summary>Text that a POSIX shell reads as one word.</summary>
public static class ShellText
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@%+,";

    /// <summary>The text itself where a shell takes it as it is, otherwise in single quotes.</summary>
    /// <remarks>Inside single quotes nothing is special but the single quote. Source: POSIX.1-2024, Shell Command Language, 2.2.2.</remarks>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text.All(c => Plain.Contains(c, StringComparison.Ordinal)) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
