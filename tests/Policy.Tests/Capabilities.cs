namespace Infra.Policy.Tests;

/// <summary>Which rules keep what a payment system must be (D1), what a cluster must refuse (D7), who may do what (D8), and which find a bad habit (D11).</summary>
internal static class Capabilities
{
    public static readonly (string Asked, string Item, string[] Rules)[] Items =
    [
        ("payment systems", "data stays in the country", ["RES001", "RES002", "RES003", "NET001", "SEC001"]),
        ("payment systems", "AES-256 at rest", ["KMS005", "GCS004", "GKE007", "GKE024", "AR003", "BAK001", "SEC003"]),
        ("payment systems", "TLS 1.3 between parts of Argo CD", ["ARGO022"]),
        ("payment systems", "audit records five years, unchanged", ["GCS007"]),
        ("payment systems", "incidents: told in 15 minutes, escalated in an hour, reported in a day", ["SLA004"]),
        ("payment systems", "up 99.9 % of the time", ["SLA001", "GKE035"]),
        ("payment systems", "approval on several levels, in writing", ["GATE001", "GATE003"]),
        ("payment systems", "back in four hours", ["SLA002", "BAK003"]),
        ("payment systems", "at most an hour of data lost", ["SLA003", "BAK006"]),
        ("payment systems", "a backup in another region", ["BAK005"]),
        ("clusters", "required labels", ["LAB001", "LAB002"]),
        ("clusters", "resource limits", ["K8S003", "K8S004", "K8S011"]),
        ("clusters", "no privileged containers", ["K8S008", "K8S009"]),
        ("clusters", "security context", ["K8S010", "K8S026"]),
        ("clusters", "allowed registries", ["K8S012", "GKE034", "GIT004"]),
        ("clusters", "images that a policy admits", ["GKE023", "GKE033", "K8S013"]),
        ("clusters", "no load balancer without annotation", ["K8S014"]),
        ("clusters", "databases in allowed regions", ["RES001"]),
        ("people", "developers read, and change through pull requests", ["K8S020", "ARGO024", "GIT005"]),
        ("people", "senior developers and others approve, in roles", ["GATE003"]),
        ("people", "platform engineers sync", ["ARGO024", "ARGO016"]),
        ("people", "security reads and audits, and reads no secrets", ["K8S022", "K8S005"]),
        ("bad habits", "manual changes", ["K8S020", "ARGO015", "ARGO024"]),
        ("bad habits", "secrets in Git", ["GIT001", "SEC004", "SEC008"]),
        ("bad habits", "monolithic configuration", ["GIT008", "ARGO003"]),
        ("bad habits", "ignored drift", ["ARGO026"]),
        ("bad habits", "no validation", ["ARGO027", "GATE001", "PLAN004"]),
        ("bad habits", "push deployments", ["GIT005"]),
        ("bad habits", "imperative scripts", ["K8S016"]),
        ("bad habits", "shared clusters", ["K8S018"]),
        ("bad habits", "no rollback", ["GATE002", "GIT003", "K8S019"]),
        ("bad habits", "more rights than needed", ["IAM001", "IAM009", "IAM011", "K8S005", "K8S007", "K8S021"]),
    ];
}
