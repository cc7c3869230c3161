-- The first schema, as released: every table, its rules, its indexes and its triggers.
-- Statements are parted by a blank line. Never edited after release.

CREATE TABLE audit_line (
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    monotonic INTEGER NOT NULL,
    clock_suspect INTEGER NOT NULL,
    station TEXT NOT NULL,
    staff_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    act TEXT NOT NULL,
    patient_id INTEGER,
    table_name TEXT NOT NULL,
    row_id INTEGER,
    row_digest BLOB,
    reason TEXT NOT NULL,
    app_and_rule_version TEXT NOT NULL,
    seal BLOB NOT NULL,
    PRIMARY KEY (id)
)
 STRICT;

CREATE TRIGGER audit_line_no_update BEFORE UPDATE ON audit_line
BEGIN SELECT RAISE(ABORT, 'append-only: audit_line'); END;

CREATE TRIGGER audit_line_no_delete BEFORE DELETE ON audit_line
BEGIN SELECT RAISE(ABORT, 'append-only: audit_line'); END;

CREATE TABLE patient (
    id INTEGER NOT NULL,
    hospital_no TEXT NOT NULL,
    family_zh TEXT NOT NULL,
    given_zh TEXT NOT NULL,
    family_latin TEXT NOT NULL,
    given_latin TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    sex TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT patient_named CHECK (family_zh || given_zh || family_latin || given_latin <> ''),
    CONSTRAINT patient_numbered CHECK (hospital_no <> ''),
    UNIQUE (hospital_no)
)
 STRICT;

CREATE TRIGGER patient_no_delete BEFORE DELETE ON patient
BEGIN SELECT RAISE(ABORT, 'append-only: patient'); END;

CREATE TABLE bed (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    active INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name)
)
 STRICT;

CREATE TRIGGER bed_no_delete BEFORE DELETE ON bed
BEGIN SELECT RAISE(ABORT, 'append-only: bed'); END;

CREATE TABLE staff (
    id INTEGER NOT NULL,
    family_zh TEXT NOT NULL,
    given_zh TEXT NOT NULL,
    family_latin TEXT NOT NULL,
    given_latin TEXT NOT NULL,
    role TEXT NOT NULL,
    registration_no TEXT NOT NULL,
    badge TEXT NOT NULL,
    active INTEGER NOT NULL,
    competent_until TEXT,
    PRIMARY KEY (id),
    CONSTRAINT staff_named CHECK (family_zh || given_zh || family_latin || given_latin <> '')
)
 STRICT;

CREATE UNIQUE INDEX staff_badge ON staff (badge) WHERE badge <> '';

CREATE TRIGGER staff_no_delete BEFORE DELETE ON staff
BEGIN SELECT RAISE(ABORT, 'append-only: staff'); END;

CREATE TABLE product (
    id INTEGER NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    source_toml TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (code, version)
)
 STRICT;

CREATE TRIGGER product_no_update BEFORE UPDATE ON product
BEGIN SELECT RAISE(ABORT, 'append-only: product'); END;

CREATE TRIGGER product_no_delete BEFORE DELETE ON product
BEGIN SELECT RAISE(ABORT, 'append-only: product'); END;

CREATE TABLE protocol_version (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    source_toml TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (name, version)
)
 STRICT;

CREATE TRIGGER protocol_version_no_update BEFORE UPDATE ON protocol_version
BEGIN SELECT RAISE(ABORT, 'append-only: protocol_version'); END;

CREATE TRIGGER protocol_version_no_delete BEFORE DELETE ON protocol_version
BEGIN SELECT RAISE(ABORT, 'append-only: protocol_version'); END;

CREATE TABLE contact (
    id INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    answer_within INTEGER,
    PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE store_mark (
    id INTEGER NOT NULL,
    practice INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT store_mark_single CHECK (id = 1)
)
 STRICT;

CREATE TRIGGER store_mark_no_update BEFORE UPDATE ON store_mark
BEGIN SELECT RAISE(ABORT, 'append-only: store_mark'); END;

CREATE TRIGGER store_mark_no_delete BEFORE DELETE ON store_mark
BEGIN SELECT RAISE(ABORT, 'append-only: store_mark'); END;

CREATE TABLE admission (
    id INTEGER NOT NULL,
    patient_id INTEGER NOT NULL,
    bed_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    protocol_version_id INTEGER NOT NULL,
    admitted_at TEXT NOT NULL,
    discharged_at TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(patient_id) REFERENCES patient (id),
    FOREIGN KEY(bed_id) REFERENCES bed (id),
    FOREIGN KEY(product_id) REFERENCES product (id),
    FOREIGN KEY(protocol_version_id) REFERENCES protocol_version (id)
)
 STRICT;

CREATE UNIQUE INDEX admission_open_patient ON admission (patient_id) WHERE discharged_at IS NULL;

CREATE INDEX admission_discharged ON admission (discharged_at);

CREATE UNIQUE INDEX admission_open_bed ON admission (bed_id) WHERE discharged_at IS NULL;

CREATE TRIGGER admission_no_delete BEFORE DELETE ON admission
BEGIN SELECT RAISE(ABORT, 'append-only: admission'); END;

CREATE TABLE pin (
    staff_id INTEGER NOT NULL,
    hash TEXT NOT NULL,
    failures INTEGER NOT NULL,
    locked_until TEXT,
    PRIMARY KEY (staff_id),
    FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;

CREATE TRIGGER pin_no_delete BEFORE DELETE ON pin
BEGIN SELECT RAISE(ABORT, 'append-only: pin'); END;

CREATE TABLE protocol_approval (
    id INTEGER NOT NULL,
    version_id INTEGER NOT NULL,
    staff_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (version_id, staff_id),
    FOREIGN KEY(version_id) REFERENCES protocol_version (id),
    FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;

CREATE TRIGGER protocol_approval_no_update BEFORE UPDATE ON protocol_approval
BEGIN SELECT RAISE(ABORT, 'append-only: protocol_approval'); END;

CREATE TRIGGER protocol_approval_no_delete BEFORE DELETE ON protocol_approval
BEGIN SELECT RAISE(ABORT, 'append-only: protocol_approval'); END;

CREATE TABLE shift (
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    lead_id INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT shift_bounds CHECK (starts_at < ends_at),
    FOREIGN KEY(lead_id) REFERENCES staff (id)
)
 STRICT;

CREATE TABLE chart_entry (
    id INTEGER NOT NULL,
    admission_id INTEGER,
    kind TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by_id INTEGER NOT NULL,
    station TEXT NOT NULL,
    amends_id INTEGER,
    amend_reason TEXT,
    late_reason TEXT,
    token TEXT,
    act INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT amend_has_reason CHECK ((amends_id IS NULL) = (amend_reason IS NULL)),
    CONSTRAINT amend_reason_said CHECK (amend_reason IS NULL OR amend_reason <> ''),
    CONSTRAINT taken_before_recorded CHECK (taken_at <= recorded_at),
    FOREIGN KEY(admission_id) REFERENCES admission (id),
    FOREIGN KEY(recorded_by_id) REFERENCES staff (id),
    UNIQUE (amends_id),
    FOREIGN KEY(amends_id) REFERENCES chart_entry (id),
    UNIQUE (token)
)
 STRICT;

CREATE INDEX chart_entry_latest ON chart_entry (admission_id, kind, taken_at DESC);

CREATE INDEX chart_entry_act ON chart_entry (act);

CREATE TRIGGER chart_entry_no_update BEFORE UPDATE ON chart_entry
BEGIN SELECT RAISE(ABORT, 'append-only: chart_entry'); END;

CREATE TRIGGER chart_entry_no_delete BEFORE DELETE ON chart_entry
BEGIN SELECT RAISE(ABORT, 'append-only: chart_entry'); END;

CREATE TABLE assignment (
    id INTEGER NOT NULL,
    shift_id INTEGER NOT NULL,
    staff_id INTEGER NOT NULL,
    admission_id INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(shift_id) REFERENCES shift (id),
    FOREIGN KEY(staff_id) REFERENCES staff (id),
    FOREIGN KEY(admission_id) REFERENCES admission (id)
)
 STRICT;

CREATE TABLE draft (
    id INTEGER NOT NULL,
    station TEXT NOT NULL,
    staff_id INTEGER NOT NULL,
    form TEXT NOT NULL,
    admission_id INTEGER,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(admission_id) REFERENCES admission (id)
)
 STRICT;

CREATE UNIQUE INDEX draft_place ON draft (station, staff_id, form, ifnull(admission_id, 0));

CREATE TABLE infusion (
    entry_id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER infusion_no_update BEFORE UPDATE ON infusion
BEGIN SELECT RAISE(ABORT, 'append-only: infusion'); END;

CREATE TRIGGER infusion_no_delete BEFORE DELETE ON infusion
BEGIN SELECT RAISE(ABORT, 'append-only: infusion'); END;

CREATE TABLE background (
    entry_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER background_no_update BEFORE UPDATE ON background
BEGIN SELECT RAISE(ABORT, 'append-only: background'); END;

CREATE TRIGGER background_no_delete BEFORE DELETE ON background
BEGIN SELECT RAISE(ABORT, 'append-only: background'); END;

CREATE TABLE vital_signs (
    entry_id INTEGER NOT NULL,
    temperature TEXT,
    systolic INTEGER,
    diastolic INTEGER,
    pulse INTEGER,
    respiratory_rate INTEGER,
    spo2 INTEGER,
    oxygen TEXT,
    oxygen_flow TEXT,
    fluids INTEGER,
    vasopressors INTEGER,
    vasopressin INTEGER,
    consciousness TEXT,
    PRIMARY KEY (entry_id),
    CONSTRAINT temperature CHECK (CAST(temperature AS REAL) BETWEEN 10 AND 50),
    CONSTRAINT systolic CHECK (CAST(systolic AS REAL) BETWEEN 0 AND 400),
    CONSTRAINT diastolic CHECK (CAST(diastolic AS REAL) BETWEEN 0 AND 400),
    CONSTRAINT pulse CHECK (CAST(pulse AS REAL) BETWEEN 0 AND 500),
    CONSTRAINT respiratory_rate CHECK (CAST(respiratory_rate AS REAL) BETWEEN 0 AND 200),
    CONSTRAINT spo2 CHECK (CAST(spo2 AS REAL) BETWEEN 0 AND 100),
    CONSTRAINT oxygen_flow CHECK (CAST(oxygen_flow AS REAL) BETWEEN 0 AND 200),
    CONSTRAINT vasopressors CHECK (CAST(vasopressors AS REAL) BETWEEN 0 AND 20),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER vital_signs_no_update BEFORE UPDATE ON vital_signs
BEGIN SELECT RAISE(ABORT, 'append-only: vital_signs'); END;

CREATE TRIGGER vital_signs_no_delete BEFORE DELETE ON vital_signs
BEGIN SELECT RAISE(ABORT, 'append-only: vital_signs'); END;

CREATE TABLE attribution (
    entry_id INTEGER NOT NULL,
    about INTEGER NOT NULL,
    finding TEXT NOT NULL,
    cause TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id),
    FOREIGN KEY(about) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER attribution_no_update BEFORE UPDATE ON attribution
BEGIN SELECT RAISE(ABORT, 'append-only: attribution'); END;

CREATE TRIGGER attribution_no_delete BEFORE DELETE ON attribution
BEGIN SELECT RAISE(ABORT, 'append-only: attribution'); END;

CREATE TABLE neuro_check (
    entry_id INTEGER NOT NULL,
    consciousness TEXT,
    eye INTEGER,
    verbal INTEGER,
    motor INTEGER,
    pupil_left TEXT,
    pupil_right TEXT,
    seizure TEXT,
    motor_weakness INTEGER,
    oedema TEXT,
    posturing INTEGER,
    cn6_palsy INTEGER,
    papilloedema INTEGER,
    cushing_triad INTEGER,
    tremor INTEGER,
    handwriting TEXT,
    picture BLOB,
    raised_icp_sign INTEGER,
    PRIMARY KEY (entry_id),
    CONSTRAINT eye CHECK (CAST(eye AS REAL) BETWEEN 1 AND 4),
    CONSTRAINT verbal CHECK (CAST(verbal AS REAL) BETWEEN 1 AND 5),
    CONSTRAINT motor CHECK (CAST(motor AS REAL) BETWEEN 1 AND 6),
    CONSTRAINT pupil_left CHECK (CAST(pupil_left AS REAL) BETWEEN 0 AND 15),
    CONSTRAINT pupil_right CHECK (CAST(pupil_right AS REAL) BETWEEN 0 AND 15),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER neuro_check_no_update BEFORE UPDATE ON neuro_check
BEGIN SELECT RAISE(ABORT, 'append-only: neuro_check'); END;

CREATE TRIGGER neuro_check_no_delete BEFORE DELETE ON neuro_check
BEGIN SELECT RAISE(ABORT, 'append-only: neuro_check'); END;

CREATE TABLE ice_assessment (
    entry_id INTEGER NOT NULL,
    year INTEGER,
    month INTEGER,
    city INTEGER,
    hospital INTEGER,
    object_1 INTEGER,
    object_2 INTEGER,
    object_3 INTEGER,
    command INTEGER,
    writing INTEGER,
    attention INTEGER,
    total INTEGER,
    tool TEXT NOT NULL,
    language TEXT NOT NULL,
    interpreter INTEGER,
    PRIMARY KEY (entry_id),
    CONSTRAINT total CHECK (CAST(total AS REAL) BETWEEN 0 AND 10),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER ice_assessment_no_update BEFORE UPDATE ON ice_assessment
BEGIN SELECT RAISE(ABORT, 'append-only: ice_assessment'); END;

CREATE TRIGGER ice_assessment_no_delete BEFORE DELETE ON ice_assessment
BEGIN SELECT RAISE(ABORT, 'append-only: ice_assessment'); END;

CREATE TABLE capd_assessment (
    entry_id INTEGER NOT NULL,
    eye_contact INTEGER,
    purposeful INTEGER,
    aware INTEGER,
    communicates INTEGER,
    restless INTEGER,
    inconsolable INTEGER,
    underactive INTEGER,
    slow INTEGER,
    total INTEGER,
    language TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    CONSTRAINT eye_contact CHECK (CAST(eye_contact AS REAL) BETWEEN 0 AND 4),
    CONSTRAINT purposeful CHECK (CAST(purposeful AS REAL) BETWEEN 0 AND 4),
    CONSTRAINT aware CHECK (CAST(aware AS REAL) BETWEEN 0 AND 4),
    CONSTRAINT communicates CHECK (CAST(communicates AS REAL) BETWEEN 0 AND 4),
    CONSTRAINT restless CHECK (CAST(restless AS REAL) BETWEEN 0 AND 4),
    CONSTRAINT inconsolable CHECK (CAST(inconsolable AS REAL) BETWEEN 0 AND 4),
    CONSTRAINT underactive CHECK (CAST(underactive AS REAL) BETWEEN 0 AND 4),
    CONSTRAINT slow CHECK (CAST(slow AS REAL) BETWEEN 0 AND 4),
    CONSTRAINT total CHECK (CAST(total AS REAL) BETWEEN 0 AND 32),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER capd_assessment_no_update BEFORE UPDATE ON capd_assessment
BEGIN SELECT RAISE(ABORT, 'append-only: capd_assessment'); END;

CREATE TRIGGER capd_assessment_no_delete BEFORE DELETE ON capd_assessment
BEGIN SELECT RAISE(ABORT, 'append-only: capd_assessment'); END;

CREATE TABLE not_done (
    entry_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER not_done_no_update BEFORE UPDATE ON not_done
BEGIN SELECT RAISE(ABORT, 'append-only: not_done'); END;

CREATE TRIGGER not_done_no_delete BEFORE DELETE ON not_done
BEGIN SELECT RAISE(ABORT, 'append-only: not_done'); END;

CREATE TABLE done (
    entry_id INTEGER NOT NULL,
    what TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER done_no_update BEFORE UPDATE ON done
BEGIN SELECT RAISE(ABORT, 'append-only: done'); END;

CREATE TRIGGER done_no_delete BEFORE DELETE ON done
BEGIN SELECT RAISE(ABORT, 'append-only: done'); END;

CREATE TABLE weight (
    entry_id INTEGER NOT NULL,
    kilograms TEXT NOT NULL,
    measured INTEGER NOT NULL,
    PRIMARY KEY (entry_id),
    CONSTRAINT kilograms CHECK (CAST(kilograms AS REAL) BETWEEN 0 AND 1000),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER weight_no_update BEFORE UPDATE ON weight
BEGIN SELECT RAISE(ABORT, 'append-only: weight'); END;

CREATE TRIGGER weight_no_delete BEFORE DELETE ON weight
BEGIN SELECT RAISE(ABORT, 'append-only: weight'); END;

CREATE TABLE lab_result (
    entry_id INTEGER NOT NULL,
    analyte TEXT NOT NULL,
    value TEXT NOT NULL,
    unit TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER lab_result_no_update BEFORE UPDATE ON lab_result
BEGIN SELECT RAISE(ABORT, 'append-only: lab_result'); END;

CREATE TRIGGER lab_result_no_delete BEFORE DELETE ON lab_result
BEGIN SELECT RAISE(ABORT, 'append-only: lab_result'); END;

CREATE TABLE grading (
    entry_id INTEGER NOT NULL,
    scale TEXT NOT NULL,
    grade INTEGER NOT NULL,
    proposed_grade INTEGER,
    because TEXT NOT NULL,
    rule_version TEXT NOT NULL,
    override_reason TEXT,
    provisional INTEGER NOT NULL,
    PRIMARY KEY (entry_id),
    CONSTRAINT grade CHECK (CAST(grade AS REAL) BETWEEN 0 AND 5),
    CONSTRAINT proposed_grade CHECK (CAST(proposed_grade AS REAL) BETWEEN 0 AND 5),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER grading_no_update BEFORE UPDATE ON grading
BEGIN SELECT RAISE(ABORT, 'append-only: grading'); END;

CREATE TRIGGER grading_no_delete BEFORE DELETE ON grading
BEGIN SELECT RAISE(ABORT, 'append-only: grading'); END;

CREATE TABLE episode_mark (
    entry_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    opened INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER episode_mark_no_update BEFORE UPDATE ON episode_mark
BEGIN SELECT RAISE(ABORT, 'append-only: episode_mark'); END;

CREATE TRIGGER episode_mark_no_delete BEFORE DELETE ON episode_mark
BEGIN SELECT RAISE(ABORT, 'append-only: episode_mark'); END;

CREATE TABLE step_down (
    entry_id INTEGER NOT NULL,
    scale TEXT NOT NULL,
    grade INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    CONSTRAINT grade CHECK (CAST(grade AS REAL) BETWEEN 0 AND 5),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER step_down_no_update BEFORE UPDATE ON step_down
BEGIN SELECT RAISE(ABORT, 'append-only: step_down'); END;

CREATE TRIGGER step_down_no_delete BEFORE DELETE ON step_down
BEGIN SELECT RAISE(ABORT, 'append-only: step_down'); END;

CREATE TABLE monitoring_pause (
    entry_id INTEGER NOT NULL,
    paused INTEGER NOT NULL,
    reason TEXT NOT NULL,
    until TEXT,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER monitoring_pause_no_update BEFORE UPDATE ON monitoring_pause
BEGIN SELECT RAISE(ABORT, 'append-only: monitoring_pause'); END;

CREATE TRIGGER monitoring_pause_no_delete BEFORE DELETE ON monitoring_pause
BEGIN SELECT RAISE(ABORT, 'append-only: monitoring_pause'); END;

CREATE TABLE alarm_answer (
    entry_id INTEGER NOT NULL,
    alarm_key TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER alarm_answer_no_update BEFORE UPDATE ON alarm_answer
BEGIN SELECT RAISE(ABORT, 'append-only: alarm_answer'); END;

CREATE TRIGGER alarm_answer_no_delete BEFORE DELETE ON alarm_answer
BEGIN SELECT RAISE(ABORT, 'append-only: alarm_answer'); END;

CREATE TABLE note (
    entry_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER note_no_update BEFORE UPDATE ON note
BEGIN SELECT RAISE(ABORT, 'append-only: note'); END;

CREATE TRIGGER note_no_delete BEFORE DELETE ON note
BEGIN SELECT RAISE(ABORT, 'append-only: note'); END;

CREATE TABLE call_made (
    entry_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    answered_at TEXT,
    outcome TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER call_made_no_update BEFORE UPDATE ON call_made
BEGIN SELECT RAISE(ABORT, 'append-only: call_made'); END;

CREATE TRIGGER call_made_no_delete BEFORE DELETE ON call_made
BEGIN SELECT RAISE(ABORT, 'append-only: call_made'); END;

CREATE TABLE stay_change (
    entry_id INTEGER NOT NULL,
    event TEXT NOT NULL,
    bed_id INTEGER,
    protocol_version_id INTEGER,
    note TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id),
    FOREIGN KEY(bed_id) REFERENCES bed (id),
    FOREIGN KEY(protocol_version_id) REFERENCES protocol_version (id)
)
 STRICT;

CREATE TRIGGER stay_change_no_update BEFORE UPDATE ON stay_change
BEGIN SELECT RAISE(ABORT, 'append-only: stay_change'); END;

CREATE TRIGGER stay_change_no_delete BEFORE DELETE ON stay_change
BEGIN SELECT RAISE(ABORT, 'append-only: stay_change'); END;

CREATE TABLE handover_signed (
    entry_id INTEGER NOT NULL,
    shift TEXT NOT NULL,
    giver_id INTEGER NOT NULL,
    taker_id INTEGER NOT NULL,
    facts_json TEXT NOT NULL,
    pdf_digest TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id),
    FOREIGN KEY(giver_id) REFERENCES staff (id),
    FOREIGN KEY(taker_id) REFERENCES staff (id)
)
 STRICT;

CREATE TRIGGER handover_signed_no_update BEFORE UPDATE ON handover_signed
BEGIN SELECT RAISE(ABORT, 'append-only: handover_signed'); END;

CREATE TRIGGER handover_signed_no_delete BEFORE DELETE ON handover_signed
BEGIN SELECT RAISE(ABORT, 'append-only: handover_signed'); END;

CREATE TABLE struck_out (
    entry_id INTEGER NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER struck_out_no_update BEFORE UPDATE ON struck_out
BEGIN SELECT RAISE(ABORT, 'append-only: struck_out'); END;

CREATE TRIGGER struck_out_no_delete BEFORE DELETE ON struck_out
BEGIN SELECT RAISE(ABORT, 'append-only: struck_out'); END;

CREATE TABLE medication_order (
    entry_id INTEGER NOT NULL,
    drug TEXT NOT NULL,
    dose_mg TEXT NOT NULL,
    dose_per_kg TEXT NOT NULL,
    weight_id INTEGER NOT NULL,
    volume_ml TEXT NOT NULL,
    diluent_ml INTEGER NOT NULL,
    route TEXT NOT NULL,
    duration_min INTEGER NOT NULL,
    indication TEXT NOT NULL,
    crs_grade INTEGER,
    icans_grade INTEGER,
    prescriber_id INTEGER NOT NULL,
    verbal INTEGER NOT NULL,
    rulings TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (entry_id),
    CONSTRAINT crs_grade CHECK (CAST(crs_grade AS REAL) BETWEEN 0 AND 5),
    CONSTRAINT icans_grade CHECK (CAST(icans_grade AS REAL) BETWEEN 0 AND 5),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id),
    FOREIGN KEY(weight_id) REFERENCES chart_entry (id),
    FOREIGN KEY(prescriber_id) REFERENCES staff (id)
)
 STRICT;

CREATE TRIGGER medication_order_no_update BEFORE UPDATE ON medication_order
BEGIN SELECT RAISE(ABORT, 'append-only: medication_order'); END;

CREATE TRIGGER medication_order_no_delete BEFORE DELETE ON medication_order
BEGIN SELECT RAISE(ABORT, 'append-only: medication_order'); END;

CREATE TABLE order_stopped (
    entry_id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id),
    FOREIGN KEY(order_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER order_stopped_no_update BEFORE UPDATE ON order_stopped
BEGIN SELECT RAISE(ABORT, 'append-only: order_stopped'); END;

CREATE TRIGGER order_stopped_no_delete BEFORE DELETE ON order_stopped
BEGIN SELECT RAISE(ABORT, 'append-only: order_stopped'); END;

CREATE TABLE preparation (
    entry_id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    vials_80 INTEGER NOT NULL,
    vials_200 INTEGER NOT NULL,
    vials_400 INTEGER NOT NULL,
    lots TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id),
    FOREIGN KEY(order_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER preparation_no_update BEFORE UPDATE ON preparation
BEGIN SELECT RAISE(ABORT, 'append-only: preparation'); END;

CREATE TRIGGER preparation_no_delete BEFORE DELETE ON preparation
BEGIN SELECT RAISE(ABORT, 'append-only: preparation'); END;

CREATE TABLE double_check (
    entry_id INTEGER NOT NULL,
    order_id INTEGER NOT NULL,
    part TEXT NOT NULL,
    weight TEXT NOT NULL,
    dose_mg TEXT NOT NULL,
    volume_ml TEXT NOT NULL,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id),
    FOREIGN KEY(order_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER double_check_no_update BEFORE UPDATE ON double_check
BEGIN SELECT RAISE(ABORT, 'append-only: double_check'); END;

CREATE TRIGGER double_check_no_delete BEFORE DELETE ON double_check
BEGIN SELECT RAISE(ABORT, 'append-only: double_check'); END;

CREATE TABLE dose_given (
    entry_id INTEGER NOT NULL,
    order_id INTEGER,
    drug TEXT NOT NULL,
    dose_mg TEXT NOT NULL,
    ended_at TEXT,
    volume_ml TEXT,
    reaction TEXT,
    given_by_id INTEGER,
    checked_by_id INTEGER,
    deviation TEXT,
    decided_by TEXT,
    PRIMARY KEY (entry_id),
    CONSTRAINT two_people CHECK (given_by_id <> checked_by_id),
    CONSTRAINT order_or_deviation CHECK (order_id IS NOT NULL OR deviation IS NOT NULL),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id),
    FOREIGN KEY(order_id) REFERENCES chart_entry (id),
    FOREIGN KEY(given_by_id) REFERENCES staff (id),
    FOREIGN KEY(checked_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE TRIGGER dose_given_no_update BEFORE UPDATE ON dose_given
BEGIN SELECT RAISE(ABORT, 'append-only: dose_given'); END;

CREATE TRIGGER dose_given_no_delete BEFORE DELETE ON dose_given
BEGIN SELECT RAISE(ABORT, 'append-only: dose_given'); END;

CREATE TABLE dose_step (
    entry_id INTEGER NOT NULL,
    dose_id INTEGER NOT NULL,
    step TEXT NOT NULL,
    volume_ml TEXT,
    reaction TEXT,
    response TEXT,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id),
    FOREIGN KEY(dose_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER dose_step_no_update BEFORE UPDATE ON dose_step
BEGIN SELECT RAISE(ABORT, 'append-only: dose_step'); END;

CREATE TRIGGER dose_step_no_delete BEFORE DELETE ON dose_step
BEGIN SELECT RAISE(ABORT, 'append-only: dose_step'); END;

CREATE TABLE drug_given (
    entry_id INTEGER NOT NULL,
    drug TEXT NOT NULL,
    kind TEXT NOT NULL,
    dose TEXT,
    unit TEXT,
    route TEXT NOT NULL,
    interval_hours TEXT,
    until TEXT,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER drug_given_no_update BEFORE UPDATE ON drug_given
BEGIN SELECT RAISE(ABORT, 'append-only: drug_given'); END;

CREATE TRIGGER drug_given_no_delete BEFORE DELETE ON drug_given
BEGIN SELECT RAISE(ABORT, 'append-only: drug_given'); END;

CREATE TABLE stock_move (
    entry_id INTEGER NOT NULL,
    lot TEXT NOT NULL,
    expiry TEXT NOT NULL,
    size_mg INTEGER NOT NULL,
    kind TEXT NOT NULL,
    count INTEGER NOT NULL,
    order_id INTEGER,
    PRIMARY KEY (entry_id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id),
    FOREIGN KEY(order_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER stock_move_no_update BEFORE UPDATE ON stock_move
BEGIN SELECT RAISE(ABORT, 'append-only: stock_move'); END;

CREATE TRIGGER stock_move_no_delete BEFORE DELETE ON stock_move
BEGIN SELECT RAISE(ABORT, 'append-only: stock_move'); END;

CREATE TABLE dose_claim (
    order_id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    PRIMARY KEY (order_id),
    FOREIGN KEY(order_id) REFERENCES chart_entry (id),
    FOREIGN KEY(entry_id) REFERENCES chart_entry (id)
)
 STRICT;

CREATE TRIGGER dose_claim_no_update BEFORE UPDATE ON dose_claim
BEGIN SELECT RAISE(ABORT, 'append-only: dose_claim'); END;

CREATE TRIGGER dose_claim_no_delete BEFORE DELETE ON dose_claim
BEGIN SELECT RAISE(ABORT, 'append-only: dose_claim'); END;
