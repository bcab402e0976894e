using Infra.Model.Tests;
using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Tests;

/// <summary>The committed settings of dev, to be broken one line at a time.</summary>
internal static class DevFile
{
    public const string Name = "stacks/Pulumi.dev.yaml";

    public static string Text { get; } = Repository.Read(Name).ReplaceLineEndings("\n");

    public static StackName Stack { get; } = StackName.Of("dev");

    public static SettingsResult<StackSettings> Parse(string text) => SettingsFile.Parse(Name, text, Stack);

    /// <summary>The text with one part replaced; the part must be there.</summary>
    public static string With(string part, string other)
    {
        var at = Text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"not in {Name}: {part}");
        return string.Concat(Text.AsSpan(0, at), other, Text.AsSpan(at + part.Length));
    }

    public static string[] Problems(string text) => [.. Parse(text).Problems.Select(p => p.ToString())];
}
