namespace Infra.Settings.Stacks;

/// <summary>Names of environments on GitHub that hold keys of their own: an environment that is called like one would run with its keys.</summary>
public static class ReservedNames
{
    /// <summary>What is said of such a name.</summary>
    public const string Rule = "an environment is not called release, and its name ends neither in -plan nor in -seal: GitHub environments of these names hold keys";

    /// <summary>Whether a name is one of them.</summary>
    /// <param name="name">The name of an environment.</param>
    public static bool IsReserved(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name == "release" || name.EndsWith("-plan", StringComparison.Ordinal) || name.EndsWith("-seal", StringComparison.Ordinal);
    }
}
