using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Infra.Settings.Reading;

/// <summary>Either what a file says or every problem that was found in it.</summary>
/// <typeparam name="T">What the file says, such as the settings of a stack.</typeparam>
public sealed class SettingsResult<T>
    where T : class
{
    /// <summary>A result.</summary>
    /// <param name="settings">What the file says; null when there are problems.</param>
    /// <param name="problems">All problems, in the order of the file.</param>
    public SettingsResult(T? settings, ImmutableArray<SettingsProblem> problems) => (Settings, Problems) = (settings, problems);

    /// <summary>What the file says; null when there are problems.</summary>
    public T? Settings { get; }

    /// <summary>All problems, in the order of the file; empty when the file is good.</summary>
    public ImmutableArray<SettingsProblem> Problems { get; }

    /// <summary>What the file says when it is good.</summary>
    public bool TryGet([NotNullWhen(true)] out T? settings)
    {
        settings = Settings;
        return settings is not null;
    }
}
