namespace Infra.Git;

/// <summary>
/// The environment of a git process. A list of what it may see, because git knows more than a hundred variables that lead it elsewhere, run a
/// command or write what it sends into a file, and every version knows others.
/// </summary>
public static class GitVariables
{
    // Where programs, homes and temporary files are; how a person signs in; by which proxy a company reaches the Internet, which sees only that a
    // connection to the server is made. Certificates are those of the machine: a variable names none.
    private static readonly string[] Allowed =
    [
        "PATH", "HOME", "USER", "LOGNAME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "TMPDIR", "TMP", "TEMP",
        "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA", "ProgramData", "ProgramFiles", "SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT",
        "SSH_AUTH_SOCK", "GH_TOKEN", "GITHUB_TOKEN", "GH_HOST", "DBUS_SESSION_BUS_ADDRESS",
        "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy",
    ];

    // The settings of a repository can name a command too, and are read whatever the variables are: these take their place.
    private static readonly string[] Settings =
    [
        "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.untrackedCache=false", "core.commitGraph=false", "core.pager=cat", "core.sshCommand=ssh",
        "core.gitProxy=", "core.askPass=", "core.attributesFile=/dev/null", "core.excludesFile=/dev/null", "gc.auto=0", "maintenance.auto=false", "fetch.recurseSubmodules=false",
        "push.recurseSubmodules=no", "push.gpgSign=false", "submodule.recurse=false", "advice.graftFileDeprecated=false",
    ];

    /// <summary>What stands before the command on every command line.</summary>
    public static IEnumerable<string> Options(GitReach reach) => Settings.Concat(reach.IsJob ? ["credential.helper=", "http.sslVerify=true", "http.followRedirects=initial"] : []).SelectMany(s => new[] { "-c", s });

    /// <summary>Leaves of an environment what git may see, and adds what it must.</summary>
    public static void Apply(IDictionary<string, string?> environment, GitReach reach)
    {
        foreach (string variable in environment.Keys.Where(k => !Allowed.Contains(k, OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)).ToArray())
        {
            environment.Remove(variable);
        }

        // Messages in English for whoever searches for them; no lock is taken for a look; nobody is asked; and objects are what their hash says.
        (environment["LC_ALL"], environment["GIT_OPTIONAL_LOCKS"], environment["GIT_TERMINAL_PROMPT"]) = ("C", "0", "0");
        (environment["GIT_NO_REPLACE_OBJECTS"], environment["GIT_GRAFT_FILE"], environment["GIT_ATTR_NOSYSTEM"]) = ("1", "/dev/null", "1");

        // Stronger than every protocol.*.allow of a configuration.
        environment["GIT_ALLOW_PROTOCOL"] = reach.Protocols;
        if (reach.IsJob)
        {
            // Nobody's own settings are meant there, and an earlier step can have written them.
            (environment["GIT_CONFIG_NOSYSTEM"], environment["GIT_CONFIG_GLOBAL"]) = ("1", "/dev/null");
        }
    }
}
