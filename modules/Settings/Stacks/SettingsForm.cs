using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>One kind of file: what may stand in it, the rules between its settings, and what is made of it.</summary>
/// <param name="Top">What may stand at the top.</param>
/// <param name="Rules">The rules between settings.</param>
/// <param name="Bind">Makes the result of a tree without problems.</param>
internal sealed record SettingsForm<T>(ObjectKind Top, Action<CheckedNode, StackName, SettingsProblems> Rules, Func<CheckedNode, StackName, T> Bind)
    where T : class
{
    /// <summary>Whether the form of every declared setting leaves no room for a secret; then only others are searched. Long names of resources look like tokens.</summary>
    public bool HasNoRoomForSecrets { get; init; }

    /// <summary>Checks a tree and makes the result.</summary>
    public SettingsResult<T> Finish(MapNode config, StackName stack, SettingsProblems problems)
    {
        var searched = HasNoRoomForSecrets ? config with { Entries = [.. config.Entries.Where(e => Top.Settings.All(s => s.Name != e.Key))] } : config;
        SecretSearch.Check(searched, problems);
        var root = new SettingsCheck(problems).Check("", "", Top, config);
        Rules(root, stack, problems);
        return new(problems.Count == 0 ? Bind(root, stack) : null, problems.InOrder());
    }
}
