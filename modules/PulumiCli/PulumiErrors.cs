using System.Text.RegularExpressions;
using Infra.Model.Errors;

namespace Infra.PulumiCli;

/// <summary>What the endings of the Pulumi CLI mean, and what to do about them.</summary>
/// <remarks>Texts: pulumi/pulumi, pkg/backend/backenderr, pkg/backend/diy, pkg/secrets/passphrase, pkg/authhelpers. Codes: sdk/go/common/util/cmdutil.</remarks>
public static partial class PulumiErrors
{
    /// <summary>What the CLI exits with where nothing changed and a change was expected, or the other way about.</summary>
    internal const int NoChanges = 7;

    /// <summary>What the CLI exits with where a person or a signal stopped it.</summary>
    internal const int Cancelled = 8;

    private const int StackNotFound = 6;
    private const int Shown = 20;

    private static readonly (string Text, ErrorKind Kind, string Mend)[] Known =
    [
        ("incorrect passphrase", ErrorKind.Authentication, "The passphrase is not the one that this state was encrypted with. Put the right one in PULUMI_CONFIG_PASSPHRASE, or the path of its file in PULUMI_CONFIG_PASSPHRASE_FILE."),
        ("passphrase must be set", ErrorKind.Authentication, "This state is encrypted with a passphrase. Put it in PULUMI_CONFIG_PASSPHRASE, or the path of its file in PULUMI_CONFIG_PASSPHRASE_FILE."),
        ("missing google credentials", ErrorKind.Authentication, "Run `gcloud auth application-default login`, as somebody who may do what docs/bootstrap.md lists."),
        ("unable to find gcp credentials", ErrorKind.Authentication, "Run `gcloud auth application-default login`, as somebody who may do what docs/bootstrap.md lists."),
        ("requires logging in", ErrorKind.Authentication, "PULUMI_BACKEND_URL did not reach the CLI; a `backend` in Pulumi.yaml must not be set."),
        ("the stack is currently locked", ErrorKind.Failed, "Wait for the run that holds the lock. When it has certainly ended, run `pulumi cancel` with the PULUMI_BACKEND_URL above."),
        ("the bucket you tried to delete is not empty", ErrorKind.Resource, "Empty the bucket with its old versions, `gcloud storage rm --recursive --all-versions gs://BUCKET/**`, when what it holds is not needed any more, and run the same again."),
        ("offline packages", ErrorKind.Configuration, "offline/README.md says how to switch to the official packages."),
    ];

    /// <summary>Whether the CLI said that a stack, or the bucket that it would be in, does not exist.</summary>
    public static bool IsMissing(ProgramResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.ExitCode != 0 && (result.ExitCode == StackNotFound || Missing().IsMatch(result.Error));
    }

    /// <summary>The error that a person sees.</summary>
    /// <param name="call">What was run.</param>
    /// <param name="result">How it ended.</param>
    public static InfraException Of(ProgramCall call, ProgramResult result)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(result);
        string said = Said(result);
        (string Text, ErrorKind Kind, string Mend) known = Known.FirstOrDefault(k => said.Contains(k.Text, StringComparison.OrdinalIgnoreCase));
        ErrorKind kind = known.Text is null ? KindOf(result.ExitCode) : known.Kind;
        string mend = known.Mend ?? "Fix what it says and run the same again: what is done already is found and left.";
        return new InfraException(kind, $"`{call}` ended with {result.ExitCode}:\n{said}\n{mend}");
    }

    /// <summary>The last lines of what a program said before it ended: of its errors, or where there are none of its output.</summary>
    internal static string Said(ProgramResult result)
    {
        string said = string.Join('\n', (result.Error.Trim().Length > 0 ? result.Error : result.Output).Trim().Split('\n').TakeLast(Shown));
        return said.Length == 0 ? "(it said nothing)" : said;
    }

    // sdk/go/common/util/cmdutil/exitcodes.go
    private static ErrorKind KindOf(int exitCode) => exitCode switch
    {
        2 => ErrorKind.Configuration,
        3 => ErrorKind.Authentication,
        4 => ErrorKind.Resource,
        5 => ErrorKind.Policy,
        StackNotFound => ErrorKind.StackNotFound,
        NoChanges => ErrorKind.NoChanges,
        Cancelled => ErrorKind.Cancelled,
        9 => ErrorKind.Timeout,
        255 => ErrorKind.Bug,
        _ => ErrorKind.Failed,
    };

    // The stack as the CLI says it; the bucket as Google's client says it when the first write is answered with 404.
    [GeneratedRegex("no stack named|bucket does(n't| not) exist|code=NotFound", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Missing();
}
