using System.Text;

namespace Infra.Repo.Tests;

/// <summary>No file that git knows holds a secret.</summary>
public sealed class SecretScanTests
{
    private static readonly string[] KeyFiles = [".jks", ".kdbx", ".key", ".keystore", ".p12", ".pem", ".pfx"];

    // What looks like a secret and is none: the file, the form, how often, and why it may stand there.
    private static readonly (string File, string Form, int Count, string Why)[] Allowed =
    [
        ("modules/Policy/Rules/Secrets/NoPlainSecrets.yaml", "a password in a URL", 1, "the example that the rule must find"),
        ("tests/Cli.Tests/Scripts/settings.txt", "a token of GitHub", 1, "a made-up token in a settings file, which the error must not repeat"),
        ("tests/GitHub.Tests/Settings/RepositoryFileTests.cs", "a token of GitHub", 1, "a made-up token in stacks/delivery/github.yaml, which the error must not repeat"),
    ];

    // Written in two halves, so that no file of the repository holds one whole.
    public static TheoryData<string, string> Planted => new()
    {
        { "a private key", "-----BEGIN " + "PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0w" },
        { "a private key", "-----BEGIN RSA " + "PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: AES-128-CBC,00\r\n\r\nMIIEpAIBAAKCAQEA7bq8mQ2s5x9Yw3v1TqXl0Zf" },
        { "a private key", "{\"private_key\": \"-----BEGIN " + "PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcw" },
        { "a private key", "-----BEGIN OPENSSH " + "PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAE" },
        { "a private key in Base64", Convert.ToBase64String(Encoding.ASCII.GetBytes("-----BEGIN " + "PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0w")) },
        { "a token of GitHub", "ghp" + "_16C7e42F292c6912E7710c838347Ae178B4a" },
        { "a token of GitHub", "ghs" + "_16C7e42F292c6912E7710c838347Ae178B4a" },
        { "a token of GitHub", "github" + "_pat_11ABCDEFG0abcdefghijkl_1234567890abcdefghijklmnopqrstuvwxyz" },
        { "a key of a Google API", "AI" + "zaSyA1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q" },
        { "a token of Google", "ya" + "29.a0AfH6SMBx1y2z3A4b5C6d7E8f9G0h1I2j3" },
        { "a token of Google", "GO" + "CSPX-a1b2c3d4e5f6g7h8i9j0k1l2m3n4" },
        { "a key of a service account", "\"private" + "_key_id\": \"0123456789abcdef0123456789abcdef01234567\"" },
        { "a key of AWS", "AK" + "IAIOSFODNN7EXAMPL2" },
        { "a key of AWS", "AS" + "IAIOSFODNN7EXAMPL2" },
        { "a token of Slack", "xox" + "b-123456789012-123456789012-a1B2c3D4" },
        { "a token of Slack", "https://hooks.slack" + ".com/services/T0000000/B0000000/XXXXXXXXXXXXXXXXXXXXXXXX" },
        { "a signed token (JWT)", "ey" + "JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P" },
        { "a token of Pulumi", "pu" + "l-0123456789abcdef0123456789abcdef01234567" },
        { "a token of npm", "npm" + "_a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8" },
        { "a token of npm", "//npm.example/:_auth" + "Token=0123456789abcdef" },
        { "a key of NuGet", "oy" + "2abcdefghijklmnopqrstuvwxyz0123456789abcdefg" },
        { "a key that moves money", "sk" + "_live_4eC39HqLyjWDarjtT1zdp7dc" },
        { "a key that moves money", "rzp" + "_live_ILgsfZCZoFIKMb" },
        { "a password in a URL", "postgres://app" + ":hunter2@db.example/app" },
        { "a password in a URL", "https://x-access-token" + ":s3cr3t@github.example/a/b.git" },
    };

    [Fact]
    public void No_file_that_git_knows_holds_a_secret()
    {
        (string File, string Name, int Line)[] found = [.. Tree.Files.SelectMany(f => SecretForms.In(File.ReadAllBytes(Path.Combine(Tree.Root, f))).Select(s => (File: f, s.Name, s.Line)))];

        Assert.Empty(found.Where(s => !Allowed.Any(a => a.File == s.File && a.Form == s.Name)).Select(s => $"{s.File}:{s.Line} holds {s.Name}. Take it back where it was issued, then out of the file."));
        Assert.All(Allowed, a => Assert.Equal(a.Count, found.Count(s => s.File == a.File && s.Name == a.Form)));
        Assert.All(Allowed, a => Assert.NotEmpty(a.Why));
    }

    [Fact]
    public void No_file_is_a_key_by_its_name() =>
        Assert.DoesNotContain(Tree.Files, f => KeyFiles.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase) || Path.GetFileName(f) is ".netrc" or ".env" or "id_rsa" or "id_ed25519" or "credentials.json");

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_planted_secret_is_found_in_any_surrounding_and_encoding(string form, string secret)
    {
        string text = $"first line\nkey: {secret}\nlast line\n";

        Assert.Contains((form, 2), SecretForms.In(Encoding.UTF8.GetBytes(text)));
        Assert.Contains((form, 2), SecretForms.In(Encoding.Unicode.GetBytes(text)));
        Assert.Contains((form, 2), SecretForms.In([0xFF, 0x00, 0x80, .. Encoding.UTF8.GetBytes(text)]));
    }

    [Fact]
    public void Every_form_has_a_planted_secret() =>
        Assert.Equal(SecretForms.All.Select(f => f.Name).Order(StringComparer.Ordinal), Planted.Select(p => p.Data.Item1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("https://${USER}:${PASSWORD}@db.example")]
    [InlineData("//npm.example/:_authToken=${NPM_TOKEN}")]
    [InlineData("git@github.com:setu-retail/platform.git")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE8xOUetsCa8EfOlDEBAfREhJqspDo")]
    [InlineData("https://gke-efb4b46aa451dc5a69cd8c01915ac4b4-600768467241.asia-south1.gke.goog")]
    [InlineData("actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1")]
    public void What_is_no_secret_is_none(string text) => Assert.Empty(SecretForms.In(Encoding.UTF8.GetBytes(text)));
}
