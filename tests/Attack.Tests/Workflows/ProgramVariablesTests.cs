using Infra.PulumiCli;

namespace Infra.Attack.Tests;

/// <summary>Class 11: what a job holds reaches neither Pulumi nor the providers that it starts.</summary>
public sealed class ProgramVariablesTests
{
    private static readonly string[] Planted =
    [
        "GITHUB_TOKEN", "GH_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_RUNTIME_TOKEN", "INFRA_SIGNING_KEY", "INFRA_SIGNING_KEY_FILE", "INFRA_GITHUB_APP_KEY",
        "PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_OPTION_REFRESH", "PULUMI_SKIP_CONFIRMATIONS", "PULUMI_STACK", "PULUMI_DEBUG_PROVIDERS", "PULUMI_EXPERIMENTAL", "NODE_OPTIONS", "LD_PRELOAD_X", "DOTNET_STARTUP_HOOKS",
        "CORECLR_PROFILER_PATH", "AWS_SECRET_ACCESS_KEY", "KUBECONFIG", "GOOGLE_OAUTH_ACCESS_TOKEN", "TF_CLI_CONFIG_FILE", "SOMETHING_ELSE",
    ];

    [Fact]
    public async Task No_token_key_or_switch_of_the_job_is_seen_by_Pulumi()
    {
        foreach (string name in Planted)
        {
            Environment.SetEnvironmentVariable(name, "planted");
        }

        try
        {
            ProgramResult seen = await new SystemProgramRunner().RunAsync(new ProgramCall("sh", ["-c", "env"]) { Variables = new PulumiCommands("pulumi").Version().Variables }, Path.GetTempPath(), null, TestContext.Current.CancellationToken);

            Assert.DoesNotContain("planted", seen.Output, StringComparison.Ordinal);
            Assert.Contains("PATH=", seen.Output, StringComparison.Ordinal);
            Assert.Contains("PULUMI_SKIP_UPDATE_CHECK=true", seen.Output, StringComparison.Ordinal);
        }
        finally
        {
            foreach (string name in Planted)
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }
    }
}
