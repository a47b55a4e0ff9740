using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace MindBot.Silo.Auditing;

/// <summary>How much the auditor may do.</summary>
internal sealed class AuditOptions
{
    /// <summary>At most so many percent of one core; 0: it does nothing by itself.</summary>
    [Range(0, 100), ConfigurationKeyName("MINDBOT_AUDIT_SHARE")]
    public double SharePercent { get; set; } = 2;
}
