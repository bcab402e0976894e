using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>The folder <c>.infra/bootstrap</c>: the state of bootstrap before its bucket exists, and the passphrase.</summary>
/// <param name="host">The machine.</param>
/// <param name="root">The root of the repository.</param>
public sealed class LocalCopy(Host host, string root)
{
    private const int PassphraseBytes = 32;

    /// <summary>Its path.</summary>
    public string Folder { get; } = Path.Combine(root, BootstrapSteps.LocalCopyFolder);

    /// <summary>Whether it exists.</summary>
    public bool Exists => host.Folders.HasFolder(Folder);

    /// <summary>The path of the file with the passphrase.</summary>
    public string PassphraseFile => Path.Combine(Folder, "passphrase");

    /// <summary>Makes the folder, for its owner only, and in it a passphrase unless the environment gives one.</summary>
    /// <param name="needsPassphrase">Whether the environment gives none.</param>
    public void Make(bool needsPassphrase)
    {
        RefuseLink();
        host.Folders.CreatePrivate(Folder);
        if (needsPassphrase && host.Files.Read(PassphraseFile) is null)
        {
            host.Files.Replace(PassphraseFile, System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(host.Entropy.Bytes(PassphraseBytes))));
        }
    }

    /// <summary>Deletes the folder with everything in it.</summary>
    public void Remove()
    {
        RefuseLink();
        if (Exists)
        {
            host.Folders.Delete(Folder);
        }
    }

    // A link would let somebody else choose what is deleted.
    private void RefuseLink()
    {
        if (host.Folders.IsLink(Folder))
        {
            throw new InfraException(ErrorKind.Failed, $"{Folder} is a symbolic link. State is never reached through links; remove the link.");
        }
    }
}
