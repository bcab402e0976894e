using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Model.Errors;

namespace Infra.GitHub.SignIn;

/// <summary>The private key of a GitHub App. It signs, and is shown nowhere: not in messages, not in <c>ToString</c>.</summary>
/// <param name="appId">The id of the App.</param>
/// <param name="pem">Its private key, PEM.</param>
public sealed class AppKey(string appId, string pem)
{
    // GitHub takes ten minutes at most; the clocks of both may differ by one.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(9);

    /// <summary>A token by which the App itself signs in, RS256, for nine minutes.</summary>
    /// <remarks>Source: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app</remarks>
    /// <param name="now">The moment.</param>
    /// <exception cref="InfraException">The key is none.</exception>
    public string Sign(DateTimeOffset now)
    {
        using RSA rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            // The cause is not kept: it may quote the key.
            throw new InfraException(ErrorKind.Authentication, "INFRA_GITHUB_APP_KEY is no private key in PEM. Store the whole file that GitHub gave when the key was made, with its first and last line.");
        }

        string signed = $"{Part(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT" })}.{Part(new JsonObject
        {
            ["iat"] = now.AddMinutes(-1).ToUnixTimeSeconds(),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
            ["iss"] = appId.ToString(CultureInfo.InvariantCulture),
        })}";
        return $"{signed}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
