"""The newsroom's addresses for the ledger, below /newsroom/."""

from django.urls import path

from musnad.newsroom.claims.views import claims, completing, desk, panel, sources

app_name = "musnad_claims"
STORY = "stories/<int:story>/statements/"
CLAIM = "ledger/claims/<int:pk>/"
SOURCE = "ledger/sources/<int:pk>/"

urlpatterns = [
    path(STORY, panel.suggestions, name="suggestions"),
    path(f"{STORY}accept/", panel.accept, name="accept"),
    path(f"{STORY}dismiss/", panel.dismiss, name="dismiss"),
    path(f"{STORY}ask-again/", panel.ask_again, name="ask_again"),
    path(f"{STORY}withdraw/", panel.withdraw, name="withdraw"),
    path("ledger/", desk.today, name="desk"),
    path("ledger/unanswered/", desk.unanswered, name="unanswered"),
    path("ledger/claims/", desk.claims, name="claims"),
    path(CLAIM, claims.page, name="claim"),
    path(f"{CLAIM}amend/", claims.amend, name="claim_amend"),
    path(f"{CLAIM}merge/", claims.merge, name="claim_merge"),
    path(f"{CLAIM}part/", claims.part, name="claim_part"),
    path(f"{CLAIM}judge/", claims.judge, name="claim_judge"),
    path(f"{CLAIM}lift/", claims.lift, name="claim_lift"),
    path(f"{CLAIM}withdraw/", claims.withdraw, name="claim_withdraw"),
    path("ledger/sources/", desk.sources, name="sources"),
    path(SOURCE, sources.page, name="source"),
    path(f"{SOURCE}amend/", sources.amend, name="source_amend"),
    path(f"{SOURCE}merge/", sources.merge, name="source_merge"),
    path(f"{SOURCE}part/", sources.part, name="source_part"),
    path(f"{SOURCE}names/add/", sources.add_name, name="source_add_name"),
    path(f"{SOURCE}names/drop/", sources.drop_name, name="source_drop_name"),
    path(f"{SOURCE}addresses/add/", sources.add_address, name="source_add_address"),
    path(f"{SOURCE}addresses/drop/", sources.drop_address, name="source_drop_address"),
    path("ledger/complete/sources/", completing.sources, name="complete_sources"),
    path("ledger/complete/claims/", completing.claims, name="complete_claims"),
]
