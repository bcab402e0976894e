using System.Security.Cryptography;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>The keys of images are points of their curve.</summary>
internal static class ImageKeyRules
{
    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        foreach (var node in root.Below("infra:imageKeys").Where(n => n.Value is PublicKey key && !IsOnCurve(key)))
        {
            problems.Add(node.At, node.Path, null, "this is no public key of P-256", "Print it with `gcloud kms keys versions get-public-key` or `openssl ec -in KEY -pubout`, and write its Base64 in one line.");
        }
    }

    private static bool IsOnCurve(PublicKey key)
    {
        try
        {
            using ECDsa read = ECDsa.Create();
            read.ImportFromPem(key.Pem);
            return true;
        }
        catch (Exception noKey) when (noKey is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
