namespace MindBot.WebFront.Tests.Attack;

/// <summary>
/// Who may call what. Written down by hand, so that nobody opens an endpoint, or forgets to close a new one, without having to say so here.
/// </summary>
internal static class AccessTable
{
    public static readonly IReadOnlyDictionary<string, Access> Of = new Dictionary<string, Access>
    {
        ["GET /"] = Access.Anybody,
        ["GET /openapi/v1.json"] = Access.Anybody,
        ["GET /healthz"] = Access.Anybody,
        ["GET /readyz"] = Access.Anybody,
        ["POST /auth/register"] = Access.Anybody,
        ["POST /auth/login"] = Access.Anybody,
        ["POST /auth/password/forgot"] = Access.Anybody,
        ["POST /auth/password/reset"] = Access.Anybody,
        ["GET /time/pricing"] = Access.Anybody,
        ["GET /personas"] = Access.Anybody,
        ["GET /personas/{slug}"] = Access.Anybody,
        ["GET /categories"] = Access.Anybody,
        ["GET /plans"] = Access.Anybody,

        ["GET /auth/me"] = Access.User,
        ["PATCH /auth/me"] = Access.User,
        ["DELETE /auth/me"] = Access.User,
        ["POST /auth/password/change"] = Access.User,
        ["POST /auth/logout-everywhere"] = Access.User,
        ["POST /auth/token"] = Access.User,
        ["POST /time/purchase"] = Access.User,
        ["POST /time-cards/purchase"] = Access.User,
        ["POST /time/activate"] = Access.User,
        ["GET /time/gifts"] = Access.User,
        ["GET /time/balance"] = Access.User,
        ["GET /time/balance/stream"] = Access.UserOrTicket,
        ["POST /time/balance/stream-ticket"] = Access.User,
        ["GET /time/ledger"] = Access.User,
        ["POST /time/session/start"] = Access.User,
        ["POST /time/session/end"] = Access.User,
        ["GET /time/sessions"] = Access.User,
        ["GET /time/sessions/{session_id}"] = Access.User,
        ["GET /time/sessions/{session_id}/receipt"] = Access.User,
        ["POST /personas/custom"] = Access.User,
        ["GET /personas/custom"] = Access.User,
        ["PUT /personas/custom/{slug}"] = Access.User,
        ["PATCH /personas/custom/{slug}"] = Access.User,
        ["DELETE /personas/custom/{slug}"] = Access.User,
        ["POST /personas/{slug}/session"] = Access.User,
        ["POST /personas/{slug}/rate"] = Access.User,
        ["POST /subscriptions"] = Access.User,
        ["GET /subscriptions/current"] = Access.User,
        ["POST /subscriptions/cancel"] = Access.User,
        ["POST /subscriptions/resume"] = Access.User,
        ["POST /subscriptions/change"] = Access.User,
        ["POST /subscriptions/payment-method"] = Access.User,
        ["GET /user/subscription"] = Access.User,
        ["POST /user/upgrade"] = Access.User,
        ["GET /user/payments"] = Access.User,
        ["GET /user/analytics"] = Access.User,
        ["GET /analytics/personas"] = Access.User,
        ["GET /ads/config"] = Access.User,
        ["POST /ads/viewed"] = Access.User,
        ["GET /coupons/validate/{code}"] = Access.User,

        ["POST /admin/time-cards/{id}/refund"] = Access.Operator,
        ["POST /admin/users/{id}/credit"] = Access.Operator,
        ["GET /admin/users/{idOrEmail}"] = Access.Operator,
        ["DELETE /admin/users/{idOrEmail}"] = Access.Operator,
        ["GET /admin/disputes"] = Access.Operator,
        ["GET /admin/payment-events"] = Access.Operator,
        ["POST /admin/payment-events/{id}/retry"] = Access.Operator,
        ["GET /admin/audit"] = Access.Operator,
        ["POST /admin/audit/{id}/freeze"] = Access.Operator,
        ["POST /admin/audit/{id}/thaw"] = Access.Operator,

        ["POST /webhooks/stripe"] = Access.Stripe,
        ["POST /webhooks/livekit"] = Access.LiveKit,
    };

    /// <summary>The security schemes of the document that mean this.</summary>
    public static string[] Schemes(Access access) => access switch
    {
        Access.Anybody => [],
        Access.User => ["bearer"],
        Access.UserOrTicket => ["bearer", "ticket"],
        Access.Operator => ["operator"],
        Access.Stripe => ["stripe"],
        _ => ["livekit"],
    };
}
