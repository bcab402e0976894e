namespace Infra.Policy.Tests;

/// <summary>Which rules keep which item of the security checklist; items 1 to 18 are of workflows and have none here.</summary>
internal static class Checklist
{
    public static readonly Dictionary<int, string[]> Items = new()
    {
        [19] = ["IAM005"],
        [20] = ["IAM006"],
        [21] = ["IAM004"],
        [22] = ["IAM007", "IAM008"],
        [23] = ["IAM003"],
        [24] = ["IAM001", "IAM009", "IAM011"],
        [25] = ["GKE001", "GKE002", "GKE037"],
        [26] = ["GKE003"],
        [27] = ["GKE004", "GKE005", "GKE006"],
        [28] = ["GKE007"],
        [29] = ["GKE008", "GKE009", "GKE010"],
        [30] = ["GKE011", "GKE012", "GKE013", "GKE014"],
        [31] = ["GKE015", "GKE016", "GKE017"],
        [32] = ["GKE018", "GKE019", "GKE020"],
        [33] = ["GKE021", "GKE022", "GKE023"],
        [34] = ["GCS001", "GCS002", "GCS003", "GCS004", "GCS005", "GCS006", "GCS007", "GCS009", "SEC001", "SEC002"],
        [35] = ["ARGO001"],
        [36] = ["ARGO002", "ARGO003", "ARGO004"],
        [37] = ["ARGO005", "ARGO024"],
        [38] = ["ARGO006", "ARGO007"],
        [39] = ["ARGO013", "ARGO014", "ARGO015", "ARGO016"],
        [40] = ["ARGO017", "ARGO018"],
        [41] = ["ARGO019", "GIT002"],
        [42] = ["ARGO020", "ARGO021"],
        [43] = ["ESO001", "ESO010"],
        [44] = ["ESO003", "ESO006", "ESO008", "ESO009", "ESO011"],
        [45] = ["ESO002", "ESO004", "ESO005", "ESO015"],
        [46] = ["ESO014", "K8S001", "K8S010"],
    };
}
