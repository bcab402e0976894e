namespace Infra.Cli.Tests;

/// <summary>What is typed to edit the state of a real cloud. The Pulumi CLI is played by a program that has one state.</summary>
public sealed class PulumiStateCommandTests : IDisposable
{
    private const string Named = "urn:pulumi:dev::infra::infra:cloud:Network$gcp:compute/network:Network::setu-dev-vpc";
    private const string Said = "error: No plan makes this edit and nobody could approve it, so it is not done here on the pulumi backend. Keep a copy with `pulumi stack export --stack dev --file FILE`, then type, with PULUMI_BACKEND_URL=gs://setu-seed-284517-dev-state:\nerror: ";

    private const string Player = """
        #!/bin/sh
        case "$1 $2 $*" in
          "version  version") echo v3.259.0 ;;
          "stack export"*) echo '{"version":3,"deployment":{"manifest":{},"resources":[{"urn":"URN","custom":true,"type":"t","id":"1"},{"urn":"urn:pulumi:dev::infra::a:b:C::twice","custom":false,"type":"t"},{"urn":"urn:pulumi:dev::infra::a:b:C$d:e:F::twice","custom":true,"type":"t","id":"2"},{"urn":"urn:pulumi:dev::infra::a:b:C::it'"'"'s","custom":true,"type":"t","id":"3"}]}}' ;;
          *) echo "no such call: $*" >&2; exit 99 ;;
        esac

        """;

    private readonly Workspace workspace = new();
    private readonly string home = Directory.CreateTempSubdirectory("infra-pulumi-state-").FullName;

    public PulumiStateCommandTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that plays the CLI is a shell script.");
        string program = Path.Combine(home, "pulumi");
        File.WriteAllText(program, Player.Replace("URN", Named, StringComparison.Ordinal));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        workspace.Variables["PATH"] = $"{home}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
    }

    public void Dispose()
    {
        workspace.Dispose();
        Directory.Delete(home, recursive: true);
    }

    [Theory]
    [InlineData("pulumi state rename '" + Named + "' new-name --stack dev", "state", "mv", "dev", "setu-dev-vpc", "new-name")]
    [InlineData("pulumi state delete '" + Named + "' --force --stack dev", "state", "rm", "dev", "setu-dev-vpc", "--force")]
    [InlineData("pulumi state delete 'urn:pulumi:dev::infra::a:b:C::it'\\''s' --stack dev", "state", "rm", "dev", "it's")]
    [InlineData("pulumi state delete 'urn:pulumi:dev::infra::a:b:C$d:e:F::x' --force --target-dependents --stack dev", "state", "rm", "dev", "urn:pulumi:dev::infra::a:b:C$d:e:F::x", "--force", "--target-dependents")]
    [InlineData("pulumi refresh --stack dev", "refresh", "dev")]
    public async Task The_state_of_a_real_cloud_is_not_edited_and_the_command_that_does_is_named_with_the_URN(string command, params string[] words)
    {
        (string output, int exitCode) = await workspace.RunAsync([.. words, "--backend", "pulumi", "--yes"]);

        Assert.Equal(((int)ExitCode.Configuration, $"{Said}{command}\n"), (exitCode, output));
    }

    [Theory]
    [InlineData("setu-dev-vpd", "error: No recorded resource of dev on the pulumi backend has the name 'setu-dev-vpd'. Did you mean setu-dev-vpc? `pulumi stack --show-urns --stack dev` lists them.\n")]
    [InlineData("twice", "error: 2 recorded resources of dev on the pulumi backend have the name twice. Give the URN of one:\nerror: urn:pulumi:dev::infra::a:b:C::twice\nerror: urn:pulumi:dev::infra::a:b:C$d:e:F::twice\n")]
    public async Task A_name_that_the_state_has_not_or_has_twice_is_no_resource(string name, string said)
    {
        (string output, int exitCode) = await workspace.RunAsync(["state", "rm", "dev", name, "--backend", "pulumi", "--yes"]);

        Assert.Equal(((int)ExitCode.Configuration, said), (exitCode, output));
    }

    [Fact]
    public async Task An_import_writes_the_file_that_records_a_resource_just_where_the_settings_declare_it()
    {
        (string output, int exitCode) = await workspace.RunAsync(["import", "dev", "gcp:compute/network:Network", "setu-dev-vpc", "it's \"there\"", "--backend", "pulumi", "--yes"]);

        Assert.Equal((int)ExitCode.Configuration, exitCode);
        Assert.StartsWith(
            $"{Said}pulumi import --file .infra/pulumi/dev.import.json --protect=false --generate-code=false --stack dev\nerror: .infra/pulumi/dev.import.json was written: the resource with its id, its provider, and the components above it, as the settings declare them.", output, StringComparison.Ordinal);
        Assert.Contains("`pulumi preview --import-file FILE --stack dev` writes such a file of all that the next update would create", output, StringComparison.Ordinal);
        Assert.Equal(
            """
            {
              "nameTable": {
                "provider": "urn:pulumi:dev::infra::pulumi:providers:gcp::setu-dev-google"
              },
              "resources": [
                {
                  "type": "infra:cloud:Network",
                  "name": "urn:pulumi:dev::infra::infra:cloud:Network::setu-dev-network",
                  "logicalName": "setu-dev-network",
                  "component": true
                },
                {
                  "type": "gcp:compute/network:Network",
                  "name": "urn:pulumi:dev::infra::infra:cloud:Network$gcp:compute/network:Network::setu-dev-vpc",
                  "logicalName": "setu-dev-vpc",
                  "parent": "urn:pulumi:dev::infra::infra:cloud:Network::setu-dev-network",
                  "id": "it\u0027s \u0022there\u0022",
                  "provider": "provider"
                }
              ]
            }

            """,
            workspace.Read(".infra/pulumi/dev.import.json"));
    }

    [Fact]
    public async Task What_the_settings_protect_is_imported_protected()
    {
        (string output, _) = await workspace.RunAsync(["import", "prod", "gcp:secretmanager/secret:Secret", "maps-api-key", "x", "--backend", "pulumi", "--yes"]);

        Assert.Contains("pulumi import --file .infra/pulumi/prod.import.json --protect=true --generate-code=false --stack prod\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_settings_do_not_declare_is_no_import_and_no_file_is_written()
    {
        (string output, int exitCode) = await workspace.RunAsync(["import", "dev", "gcp:storage/bucket:Bucket", "artefacts", "x", "--backend", "pulumi", "--yes"]);

        Assert.Equal((int)ExitCode.Configuration, exitCode);
        Assert.StartsWith("error: The settings of dev declare no gcp:storage/bucket:Bucket with the name artefacts, so there is nothing to adopt it as.", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(workspace.Folder, ".infra", "pulumi", "dev.import.json")));
    }
}
