using System.Collections.Immutable;

namespace Infra.Settings.Reading;

/// <summary>Collects problems of one source; decides what of a value may be shown.</summary>
/// <param name="file">The name of the source, for messages.</param>
public sealed class SettingsProblems(string file)
{
    private const int ShownLength = 60;
    private readonly List<SettingsProblem> problems = [];

    /// <summary>How many there are.</summary>
    public int Count => problems.Count;

    /// <summary>Adds one.</summary>
    /// <param name="at">Where it stands.</param>
    /// <param name="path">The setting.</param>
    /// <param name="value">The value, which is left out where it may be a secret; null for none.</param>
    /// <param name="rule">The rule, as part of a sentence.</param>
    /// <param name="mend">How to fix it, as sentences.</param>
    public void Add(Position at, string path, string? value, string rule, string mend) =>
        problems.Add(new(file, at.Line, at.Column, path, Shown(path, value), rule, mend));

    /// <summary>In the order of the file; problems of one place in the order they were found.</summary>
    public ImmutableArray<SettingsProblem> InOrder() =>
        [.. problems.DistinctBy(p => (p.Line, p.Column, p.Path, p.Rule)).OrderBy(p => p.Line).ThenBy(p => p.Column)];

    private static string? Shown(string path, string? value)
    {
        if (value is null || PlainSecrets.IsSecretPath(path) || PlainSecrets.KindOf(value) is not null)
        {
            return null;
        }

        var line = new string([.. value.Select(c => char.IsControl(c) ? ' ' : c)]);
        return line.Length <= ShownLength ? line : string.Concat(line.AsSpan(0, ShownLength), "...");
    }
}
