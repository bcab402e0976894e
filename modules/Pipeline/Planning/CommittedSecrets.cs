using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Planning;

/// <summary>Whether the settings of a stack say how its secrets are encrypted, as bootstrap left them.</summary>
/// <remarks>
/// <c>pulumi stack init</c> writes both lines into the settings file. Without them the CLI takes a backend of its own storage to be encrypted with a
/// passphrase and asks for one; with a provider that somebody else wrote, the next update would encrypt every secret of the state for them.
/// </remarks>
public static class CommittedSecrets
{
    /// <summary>Refuses settings of an environment that do not name the key that bootstrap made for it.</summary>
    /// <exception cref="InfraException">They do not.</exception>
    public static void Require(Repository repository, Foundation foundation)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(foundation);
        if (Problem(repository, foundation.Stack, foundation.SecretsProvider, Foundation.PathOf(foundation.Stack)) is { } problem)
        {
            throw new InfraException(ErrorKind.Configuration, problem);
        }
    }

    /// <summary>Refuses settings of bootstrap that name no key of the seed project.</summary>
    /// <exception cref="InfraException">They name none.</exception>
    public static void RequireBootstrap(Repository repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        string keys = $"gcpkms://projects/{repository.Bootstrap().Project}/";
        string? named = repository.Secrets(BootstrapSettings.Stack).Provider;
        if (Problem(repository, BootstrapSettings.Stack, named?.StartsWith(keys, StringComparison.Ordinal) == true ? named : $"{keys}...", "the seed project") is { } problem)
        {
            throw new InfraException(ErrorKind.Configuration, problem);
        }
    }

    private static string? Problem(Repository repository, StackName stack, string wanted, string source)
    {
        string file = SettingsFile.PathOf(stack);
        StackSecrets secrets = repository.Secrets(stack);
        const string Cure = "Commit the file as `infra bootstrap --backend pulumi` left it; where that is lost, run it again: it writes both lines anew.";
        if (secrets.Are(wanted))
        {
            return null;
        }

        return secrets.Provider is { } other && other != wanted
            ? $"{file}: secretsprovider is \"{other}\", and {source} says {wanted}: the secrets of {stack} would be encrypted with another key. {Cure} Nothing was run."
            : $"{file} has no {(secrets.Provider is null ? "secretsprovider" : "encryptedkey")}, which `pulumi stack init` wrote there when bootstrap made the stack. Without it the Pulumi CLI cannot decrypt the state of {stack}. {Cure} Nothing was run.";
    }
}
