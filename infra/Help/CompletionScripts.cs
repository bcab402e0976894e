namespace Infra.Help;

/// <summary>The scripts of completion, which lie beside this file.</summary>
internal static class CompletionScripts
{
    /// <summary>The script of a shell: <c>bash</c>, <c>fish</c> or <c>zsh</c>.</summary>
    public static string Of(string shell)
    {
        using Stream stream = typeof(CompletionScripts).Assembly.GetManifestResourceStream($"completion.{shell}") ?? throw new InvalidOperationException($"completion.{shell} is not in the program.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
