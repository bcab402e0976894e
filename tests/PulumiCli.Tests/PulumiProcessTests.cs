using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.PulumiCli.Tests;

/// <summary>What is shown of a call, and what is made of its end.</summary>
public sealed class PulumiProcessTests
{
    private static readonly ProgramCall Call = new("pulumi", ["stack", "export"]) { Secrets = ["PULUMI_CONFIG_PASSPHRASE"] };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Words => ["", "plain", "two words", "it's", "$HOME `id` $(id)", "a;b&c|d>e", "\"quoted\"", "line\nbreak", "gcpkms://<key of dev>", "*?[a]~#!", "\\n", "नमस्ते"];

    [Theory]
    [MemberData(nameof(Words))]
    public async Task A_shell_reads_a_quoted_word_as_the_word(string word)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no POSIX shell.");

        ProgramResult read = await new SystemProgramRunner().RunAsync(new ProgramCall("sh", ["-c", $"printf '%s.' {ShellText.Quote(word)}"]), Path.GetTempPath(), null, Cancellation);

        Assert.Equal(new ProgramResult(0, word + ".\n", ""), read);
    }

    [Fact]
    public void A_call_is_shown_with_the_names_of_its_secrets_and_not_with_their_values()
    {
        PulumiCommands commands = new("pulumi", passphraseFile: null);

        Assert.Equal(
            "INFRA_ENVELOPE=plan.json PULUMI_BACKEND_URL=gs://b PULUMI_SKIP_UPDATE_CHECK=true PULUMI_CONFIG_PASSPHRASE=\"$PULUMI_CONFIG_PASSPHRASE\" pulumi up --stack dev --yes --non-interactive --color never",
            $"{commands.Up("gs://b", StackName.Of("dev"), "plan.json")}");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_an_error_of_a_person()
    {
        InfraException error = await Assert.ThrowsAsync<InfraException>(() => new SystemProgramRunner().RunAsync(new ProgramCall("no-such-program-here", []), Path.GetTempPath(), null, Cancellation));

        Assert.StartsWith("no-such-program-here could not be started: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, "error: no stack named 'dev' found", true)]
    [InlineData(1, "error: read .pulumi/meta.yaml: googleapi: Error 404: The specified bucket does not exist., notFound", true)]
    [InlineData(1, "error: storage: bucket doesn't exist", true)]
    [InlineData(1, "error: googleapi: Error 403: access denied, forbidden", false)]
    [InlineData(0, "warning: the bucket does not exist in this region", false)]
    public void Only_what_is_certainly_missing_counts_as_missing(int exitCode, string said, bool missing) =>
        Assert.Equal(missing, PulumiErrors.IsMissing(new ProgramResult(exitCode, "", said)));

    [Theory]
    [InlineData(1, "error: missing google credentials: unable to find gcp credentials", ErrorKind.Authentication)]
    [InlineData(1, "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end", ErrorKind.Failed)]
    [InlineData(1, "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables", ErrorKind.Authentication)]
    [InlineData(2, "error: unknown flag: --no-select", ErrorKind.Configuration)]
    [InlineData(6, "error: no stack selected", ErrorKind.StackNotFound)]
    [InlineData(8, "", ErrorKind.Cancelled)]
    [InlineData(137, "", ErrorKind.Failed)]
    public void The_end_of_the_CLI_becomes_an_exit_code(int exitCode, string said, ErrorKind code)
    {
        InfraException error = PulumiErrors.Of(Call, new ProgramResult(exitCode, "", said));

        Assert.Equal(code, error.Kind);
        Assert.StartsWith($"`PULUMI_CONFIG_PASSPHRASE=\"$PULUMI_CONFIG_PASSPHRASE\" pulumi stack export` ended with {exitCode}:\n{(said.Length == 0 ? "(it said nothing)" : said)}\n", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exported_state_gives_who_needs_whom()
    {
        PulumiDeployment state = PulumiDeployment.Parse(
            """
            {"version":3,"deployment":{"manifest":{},"secrets_providers":{"type":"cloud","state":{"url":"gcpkms://key"}},"resources":[
              {"urn":"urn:a","custom":false,"type":"t"},
              {"urn":"urn:b","custom":true,"type":"t","id":"7","protect":true,"parent":"urn:a","provider":"urn:p::12-34","dependencies":["urn:c","urn:a"],"inputs":{"n":1}}]}}
            """);

        Assert.Equal("gcpkms://key", state.SecretsProvider);
        Assert.Equal([("urn:a", null, false), ("urn:b", "7", true)], state.Resources.Select(r => (r.Urn, r.Id, r.Protect)));
        Assert.Equal(["urn:a", "urn:c", "urn:p"], state.Resources[1].Needs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"version\":3}")]
    [InlineData("{\"version\":3,\"deployment\":{\"resources\":[{\"urn\":1}]}}")]
    [InlineData("{\"version\":9,\"deployment\":{}}")]
    public void What_is_no_exported_state_is_refused(string json) =>
        Assert.StartsWith("The exported state ", Assert.Throws<InfraException>(() => PulumiDeployment.Parse(json)).Message, StringComparison.Ordinal);
}
