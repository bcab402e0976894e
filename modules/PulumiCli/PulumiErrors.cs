using System.Text.RegularExpressions;
using Infra.Model.Backends;

namespace Infra.PulumiCli;

/// <summary>What the endings of the Pulumi CLI mean, and what to do about them.</summary>
/// <remarks>Texts: pulumi/pulumi, pkg/backend/backenderr, pkg/backend/diy, pkg/secrets/passphrase, pkg/authhelpers. Codes: sdk/go/common/util/cmdutil.</remarks>
public static partial class PulumiErrors
{
    private const int Shown = 20;

    private static readonly (string Text, ExitCode Code, string Mend)[] Known =
    [
        ("incorrect passphrase", ExitCode.Authentication, "The passphrase is not the one that this state was encrypted with. Put the right one in PULUMI_CONFIG_PASSPHRASE, or the path of its file in PULUMI_CONFIG_PASSPHRASE_FILE."),
        ("passphrase must be set", ExitCode.Authentication, "This state is encrypted with a passphrase. Put it in PULUMI_CONFIG_PASSPHRASE, or the path of its file in PULUMI_CONFIG_PASSPHRASE_FILE."),
        ("missing google credentials", ExitCode.Authentication, "Run `gcloud auth application-default login`, as somebody who may do what docs/bootstrap.md lists."),
        ("unable to find gcp credentials", ExitCode.Authentication, "Run `gcloud auth application-default login`, as somebody who may do what docs/bootstrap.md lists."),
        ("requires logging in", ExitCode.Authentication, "PULUMI_BACKEND_URL did not reach the CLI; a `backend` in Pulumi.yaml must not be set."),
        ("the stack is currently locked", ExitCode.Error, "Wait for the run that holds the lock. When it has certainly ended, run `pulumi cancel` with the PULUMI_BACKEND_URL above."),
        ("the bucket you tried to delete is not empty", ExitCode.Resource, "Empty the bucket with its old versions, `gcloud storage rm --recursive --all-versions gs://BUCKET/**`, when what it holds is not needed any more, and run the same again."),
        ("offline packages", ExitCode.Configuration, "offline/README.md says how to switch to the official packages."),
    ];

    /// <summary>Whether the CLI said that a stack, or the bucket that it would be in, does not exist.</summary>
    public static bool IsMissing(ProgramResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.ExitCode != 0 && (result.ExitCode == (int)ExitCode.StackNotFound || Missing().IsMatch(result.Error));
    }

    /// <summary>The error that a person sees.</summary>
    /// <param name="call">What was run.</param>
    /// <param name="result">How it ended.</param>
    public static InfraException Of(ProgramCall call, ProgramResult result)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(result);
        string said = Said(result);
        (string Text, ExitCode Code, string Mend) known = Known.FirstOrDefault(k => said.Contains(k.Text, StringComparison.OrdinalIgnoreCase));
        ExitCode code = known.Text is null ? Code(result.ExitCode) : known.Code;
        string mend = known.Mend ?? "Mend what it says and run the same again: what is done already is found and left.";
        return new InfraException(code, $"`{call}` ended with {result.ExitCode}:\n{said}\n{mend}");
    }

    /// <summary>The last lines of what a program said before it ended: of its errors, or where there are none of its output.</summary>
    internal static string Said(ProgramResult result)
    {
        string said = string.Join('\n', (result.Error.Trim().Length > 0 ? result.Error : result.Output).Trim().Split('\n').TakeLast(Shown));
        return said.Length == 0 ? "(it said nothing)" : said;
    }

    private static ExitCode Code(int exitCode) => exitCode is > 0 and <= 9 or 255 ? (ExitCode)exitCode : ExitCode.Error;

    // The stack as the CLI says it; the bucket as Google's client says it when the first write is answered with 404.
    [GeneratedRegex("no stack named|bucket does(n't| not) exist|code=NotFound", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Missing();
}
