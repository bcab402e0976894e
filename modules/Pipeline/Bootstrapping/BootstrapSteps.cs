using System.Collections.Immutable;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>The steps of bootstrap, in order; each comes after all that it depends on. The same on every backend.</summary>
public static class BootstrapSteps
{
    /// <summary>Finds the credentials of whoever runs it.</summary>
    public const string Credentials = "credentials";
    /// <summary>Begins the state in a folder of this machine.</summary>
    public const string LocalCopy = "local-copy";
    /// <summary>Makes what bootstrap makes.</summary>
    public const string Up = "up";
    /// <summary>Makes the states of the environments.</summary>
    public const string Stacks = "stacks";
    /// <summary>Moves the state to its bucket.</summary>
    public const string MoveState = "move-state";
    /// <summary>Gives the secrets of the state a key of the cloud in the place of the passphrase.</summary>
    public const string SecretsProvider = "secrets-provider";
    /// <summary>Deletes the local copy.</summary>
    public const string RemoveLocalCopy = "remove-local-copy";
    /// <summary>Writes what was made to stacks/.</summary>
    public const string Foundations = "foundations";
    /// <summary>Begins the audit record.</summary>
    public const string Record = "record";

    /// <summary>The folder of the local copy, from the root of the repository.</summary>
    public const string LocalCopyFolder = Repository.BootstrapCopy;

    /// <summary>All of them, in order.</summary>
    public static ImmutableArray<BootstrapStep> All { get; } =
    [
        new(
            Credentials,
            "looks at the Pulumi CLI and at the credentials of whoever runs this; no key is made and none is stored",
            [],
            "the CLI is new enough and Google's credentials are found",
            Undo: null,
            []),
        new(
            LocalCopy,
            $"begins the state of bootstrap in {LocalCopyFolder}, encrypted with a passphrase, because the bucket for it does not exist yet",
            [Credentials],
            $"{LocalCopyFolder} or the bucket holds the stack bootstrap",
            "removed, unless something stays that only its state knows",
            []),
        new(
            Up,
            "makes folder, projects, policies, keys, identities, buckets and budgets: `infra preview bootstrap` shows all of it",
            [LocalCopy],
            "a preview has nothing to do",
            "everything is deleted, users before what they use, less what stays; what is protected is refused before anything is deleted",
            [
                "a project id stays taken: Google keeps a deleted project for 30 days, in which it can be brought back, and gives its id to nobody else after",
                "a workload identity pool stays for 30 days after it is deleted, and its name with it",
                "a key ring is never deleted by Google: it goes with its project. Its keys are destroyed, which takes 30 days and takes with it what they encrypted",
                "an audit bucket whose retention is locked stays until its last record is old enough, and with it its key, its project and the folder: nobody can unlock it",
                "a bucket that is not empty is refused by Google: empty it when what it holds is not needed any more",
            ]),
        new(
            Stacks,
            "makes the stack of every environment, and of bootstrap itself, in its own bucket with its own key; the Pulumi CLI writes secretsprovider and encryptedkey into stacks/Pulumi.ENV.yaml, which are shown and to be committed",
            [Up],
            "each bucket holds its stack, and the settings of each environment name its key",
            "the empty stacks are removed; refused before anything else while one of them has resources",
            []),
        new(
            MoveState,
            "exports the state of bootstrap from the local copy and imports it into its bucket",
            [Stacks],
            "the state in the bucket records resources",
            "the state is exported from the bucket and imported into the local copy",
            []),
        new(
            SecretsProvider,
            "encrypts the secrets in the state of bootstrap with its key in Cloud KMS, and no longer with the passphrase; the Pulumi CLI writes its name into stacks/Pulumi.bootstrap.yaml, to be committed",
            [MoveState],
            "state and settings of bootstrap name the key",
            "encrypted with a passphrase again, because the key is about to go",
            []),
        new(
            RemoveLocalCopy,
            $"deletes {LocalCopyFolder} with the passphrase",
            [SecretsProvider],
            $"{LocalCopyFolder} does not exist",
            Undo: null,
            []),
        new(
            Foundations,
            "writes stacks/ENV/foundation.yaml of every environment from the outputs of bootstrap, and the number that Google gave its project into its settings, to be committed; a dry run writes them with --write alone, and only what is missing",
            [RemoveLocalCopy],
            "each file has just these bytes",
            "the files are deleted",
            ["what was committed stays in the history of git; the files hold ids and numbers, and no secrets"]),
        new(
            Record,
            "writes record 0 to the audit bucket and the branch infra/audit, signed by the key of whoever runs this, and the rules by which a first apply is evaluated",
            [Foundations],
            "the bucket and the branch have a record, and the bucket has rules",
            Undo: null,
            ["records in the audit bucket stay until their retention ends"]),
    ];
}
